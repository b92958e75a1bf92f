import { consoles, places } from '../../consoles'
import type { Remedies } from './remedy'

/** Media, material, drafts and publishing: docs/platform.md 10. */
export const mediaRemedies: Remedies = {
  40004: {
    cause: { en: 'The type of media is not known.', zh: '媒体类型不正确。' },
    fix: {
      en: 'put type=image, voice, video or thumb into the query',
      zh: '在查询参数中填写 type=image、voice、video 或 thumb',
    },
    retry: 'never',
  },
  40005: {
    cause: {
      en: 'The format of the file is not one this call takes.',
      zh: '文件格式不被该接口支持。',
    },
    fix: {
      en: 'image: png jpg gif (uploadimg: jpg png), voice: mp3 amr, video: mp4, thumb: jpg',
      zh: '图片 png jpg gif（uploadimg 仅 jpg png），语音 mp3 amr，视频 mp4，缩略图 jpg',
    },
    retry: 'never',
  },
  40006: {
    cause: { en: 'The file is empty or too large.', zh: '文件为空或过大。' },
    fix: {
      en: 'image 10 MB, voice 2 MB and 60 s, video 10 MB, thumb 64 KB at most',
      zh: '图片 10 MB、语音 2 MB 且 60 秒、视频 10 MB、缩略图 64 KB 以内',
    },
    retry: 'never',
  },
  40007: {
    cause: {
      en: 'The media_id is unknown: temporary media live 3 days, and an id is of use to its own account only.',
      zh: 'media_id 无效：临时素材仅保留 3 天，且只能用于上传它的账号。',
    },
    fix: {
      en: 'upload again, or take a permanent one: wxadmin api POST /cgi-bin/material/batchget_material -f type=image -F offset=0 -F count=20',
      zh: '重新上传，或使用永久素材：wxadmin api POST /cgi-bin/material/batchget_material -f type=image -F offset=0 -F count=20',
    },
    retry: 'never',
    at: [
      {
        paths: ['/cgi-bin/draft'],
        cause: {
          en: 'The media_id or thumb_media_id is unknown, or the draft lacks a required field (that is answered with this code too).',
          zh: 'media_id 或 thumb_media_id 无效，或草稿缺少必填字段（同样会报此错误码）。',
        },
        fix: {
          en: 'check that title, content and thumb_media_id (permanent material) are all there',
          zh: '检查 title、content 和 thumb_media_id（须为永久素材）是否齐全',
        },
        retry: 'never',
      },
      {
        paths: ['/cgi-bin/menu'],
        cause: {
          en: 'A button names material that the account does not have: a wrong media_id, one of another account, a temporary one, or one that was deleted since it was uploaded.',
          zh: '菜单按钮引用的素材不存在：media_id 有误、属于其他账号、是临时素材，或上传后已被删除。',
        },
        fix: {
          en: 'upload the file anew, and push once more: wxadmin media upload FILE --force',
          zh: '重新上传该文件后再次发布：wxadmin media upload FILE --force',
        },
        retry: 'never',
      },
      {
        paths: ['/cgi-bin/material/add_material'],
        cause: { en: 'The query has no type.', zh: '查询参数缺少 type。' },
        fix: { en: 'add ?type=image to the path', zh: '在路径后加上 ?type=image' },
        retry: 'never',
      },
    ],
  },
  40009: {
    cause: { en: 'The image is too large.', zh: '图片过大。' },
    fix: {
      en: 'at most 10 MB; 1 MB for media/uploadimg',
      zh: '不超过 10 MB；media/uploadimg 不超过 1 MB',
    },
    retry: 'never',
  },
  40010: {
    cause: { en: 'The voice file is too large.', zh: '语音文件过大。' },
    fix: { en: 'at most 2 MB and 60 s', zh: '不超过 2 MB、60 秒' },
    retry: 'never',
  },
  40011: {
    cause: { en: 'The video is too large.', zh: '视频过大。' },
    fix: { en: 'at most 10 MB, mp4', zh: '不超过 10 MB，mp4 格式' },
    retry: 'never',
  },
  40012: {
    cause: { en: 'The thumb is too large.', zh: '缩略图过大。' },
    fix: { en: 'at most 64 KB, jpg', zh: '不超过 64 KB，jpg 格式' },
    retry: 'never',
  },
  40113: {
    cause: { en: 'The kind of file is not supported.', zh: '不支持的文件类型。' },
    fix: {
      en: 'the name must end in the true format (.jpg, .png, .mp3, .mp4)',
      zh: '文件名后缀须与实际格式一致（.jpg、.png、.mp3、.mp4）',
    },
    retry: 'never',
  },
  40114: {
    cause: { en: 'The draft has no article with this index.', zh: 'index 超出草稿的文章数。' },
    fix: { en: 'count from 0', zh: '从 0 开始计数' },
    retry: 'never',
  },
  40128: {
    cause: {
      en: 'The media_id must be one of permanent material.',
      zh: 'media_id 须为永久素材。',
    },
    fix: {
      en: 'upload with /cgi-bin/material/add_material and use that media_id',
      zh: '用 /cgi-bin/material/add_material 上传并使用其 media_id',
    },
    retry: 'never',
  },
  40137: {
    cause: { en: 'The image is in a format that is not supported.', zh: '不支持的图片格式。' },
    fix: { en: 'convert it to jpg or png', zh: '转换为 jpg 或 png' },
    retry: 'never',
  },
  41005: {
    cause: { en: 'The form has no file in its field "media".', zh: '表单的 media 字段没有文件。' },
    fix: {
      en: 'send multipart form data with the field "media", a file name and a length',
      zh: '用 multipart 表单提交 media 字段，并带上文件名和长度',
    },
    retry: 'never',
  },
  41006: {
    cause: { en: 'The call carried no media_id.', zh: '请求缺少 media_id。' },
    fix: { en: 'add -f media_id=…', zh: '加上 -f media_id=…' },
    retry: 'never',
  },
  41039: {
    cause: {
      en: 'content_source_url (阅读原文) is not a valid address.',
      zh: 'content_source_url（阅读原文）不是合法的链接。',
    },
    fix: { en: 'write https://host/path, or leave it out', zh: '填写 https://域名/路径，或不填' },
    retry: 'never',
  },
  44001: {
    cause: { en: 'The file is empty.', zh: '媒体文件为空。' },
    fix: { en: 'check the file that was uploaded', zh: '检查上传的文件' },
    retry: 'never',
  },
  44003: {
    cause: { en: 'There are no articles in the message.', zh: '图文消息内容为空。' },
    fix: { en: 'give at least one article', zh: '至少填写一篇图文' },
    retry: 'never',
  },
  45001: {
    cause: {
      en: 'The file is too large for its type.',
      zh: '文件超过该类型的大小限制。',
    },
    fix: {
      en: 'image 10 MB, voice 2 MB, video 10 MB, thumb 64 KB at most',
      zh: '图片 10 MB、语音 2 MB、视频 10 MB、缩略图 64 KB 以内',
    },
    retry: 'never',
  },
  45003: {
    cause: { en: 'The title is too long.', zh: '标题过长。' },
    fix: { en: 'drafts take 32 characters', zh: '草稿标题最多 32 个字' },
    retry: 'never',
  },
  45004: {
    cause: { en: 'The description or digest is too long.', zh: '描述或摘要过长。' },
    fix: { en: 'drafts take a digest of 120 characters', zh: '草稿摘要最多 120 个字' },
    retry: 'never',
  },
  45007: {
    cause: { en: 'The voice is longer than 60 seconds.', zh: '语音超过 60 秒。' },
    fix: { en: 'cut it', zh: '裁剪后重新上传' },
    retry: 'never',
  },
  45034: {
    cause: { en: 'The account has as many files as it may.', zh: '媒体文件数已达上限。' },
    fix: {
      en: 'delete what is no longer used: wxadmin api POST /cgi-bin/material/del_material -f media_id=…',
      zh: '删除不再使用的素材：wxadmin api POST /cgi-bin/material/del_material -f media_id=…',
    },
    retry: 'never',
  },
  45060: {
    cause: {
      en: 'The material is used by a menu or an auto-reply.',
      zh: '素材正被菜单或自动回复使用。',
    },
    fix: {
      en: 'take it out there first: wxadmin menu get shows the menu',
      zh: '先从中移除：wxadmin menu get 可查看菜单',
    },
    retry: 'never',
  },
  45074: {
    cause: { en: 'The material library is full.', zh: '素材库已满。' },
    fix: {
      en: 'count: wxadmin api GET /cgi-bin/material/get_materialcount; delete: wxadmin api POST /cgi-bin/material/del_material -f media_id=…',
      zh: '查看数量：wxadmin api GET /cgi-bin/material/get_materialcount；删除：wxadmin api POST /cgi-bin/material/del_material -f media_id=…',
    },
    retry: 'never',
  },
  45166: {
    cause: {
      en: 'The content of the article holds something that is not allowed, such as a script or a foreign link.',
      zh: '文章内容含有不允许的内容，如脚本或外部链接。',
    },
    fix: {
      en: 'take out scripts and foreign links; images must come from media/uploadimg',
      zh: '去掉脚本和外部链接；图片须由 media/uploadimg 上传',
    },
    retry: 'never',
  },
  46001: {
    cause: { en: 'There is no media with this id any more.', zh: '媒体数据不存在或已过期。' },
    fix: { en: 'upload it again', zh: '重新上传' },
    retry: 'never',
  },
  46007: {
    cause: { en: 'The video is still being converted.', zh: '视频正在转码。' },
    fix: { en: 'run it again in a minute', zh: '一分钟后重试' },
    retry: 'later',
  },
  48005: {
    cause: {
      en: 'The material is used by a menu or an auto-reply, so it cannot be deleted.',
      zh: '素材被菜单或自动回复引用，不能删除。',
    },
    fix: {
      en: 'take it out there first: wxadmin menu get shows the menu',
      zh: '先从中移除：wxadmin menu get 可查看菜单',
    },
    retry: 'never',
  },
  48015: {
    cause: { en: 'The account may not have comments under its articles.', zh: '该账号没有留言功能权限。' },
    fix: { en: 'set need_open_comment to 0', zh: '将 need_open_comment 设为 0' },
    retry: 'never',
  },
  53404: {
    cause: { en: "The account's right to sell in articles is limited.", zh: '账号的带货能力受限。' },
    fix: { en: 'take out product_info', zh: '去掉 product_info' },
    retry: 'never',
  },
  53405: {
    cause: { en: 'product_info of the article is wrong.', zh: '文章的商品信息 product_info 有误。' },
    fix: { en: 'check product_info, or take it out', zh: '检查或去掉 product_info' },
    retry: 'never',
  },
  53406: {
    cause: { en: 'The account has not opened selling in articles.', zh: '账号未开通带货能力。' },
    fix: {
      en: `open it in ${consoles.mp.en}, or take out product_info`,
      zh: `在${consoles.mp.zh}开通，或去掉 product_info`,
    },
    retry: 'never',
  },
  53503: {
    cause: { en: 'The draft did not pass the check before publishing.', zh: '草稿未通过发表检查。' },
    fix: {
      en: `open the draft in ${places.drafts.en}; it says what is wrong`,
      zh: `在${places.drafts.zh}打开该草稿查看原因`,
    },
    retry: 'never',
  },
  53504: {
    cause: {
      en: 'This draft can be published in the web console only.',
      zh: '该草稿只能在公众平台网页中发表。',
    },
    fix: { en: `publish it in ${places.drafts.en}`, zh: `在${places.drafts.zh}中发表` },
    retry: 'never',
  },
  53505: {
    cause: {
      en: 'The draft was saved automatically last; it must be saved by hand before it is published.',
      zh: '草稿最后一次是自动保存，须手动保存后再发表。',
    },
    fix: { en: `open it in ${places.drafts.en} and press 保存`, zh: `在${places.drafts.zh}打开并点击“保存”` },
    retry: 'never',
  },
}
