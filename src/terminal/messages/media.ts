import { messages } from '../language'

/** What uploading tells a person. */
export const mediaMessages = messages({
  uploaded: {
    en: 'uploaded {file} as permanent material: {mediaId}',
    zh: '已将 {file} 上传为永久素材：{mediaId}',
  },
  uploadedBefore: {
    en: '{file} was uploaded on {date} already, and is not uploaded again; --force does it all the same',
    zh: '{file} 已于 {date} 上传过，不再重复上传；如需重新上传请加 --force',
  },
  address: { en: 'its address: {url}', zh: '图片地址：{url}' },
  waiting: {
    en: 'another process is uploading {file}; waiting for it',
    zh: '另一个进程正在上传 {file}，等待其完成',
  },
  notKept: {
    en: '{file} was uploaded as {mediaId}, but that could not be remembered: {reason}. It would be uploaded again the next time',
    zh: '{file} 已上传（{mediaId}），但无法记录：{reason}。下次会重复上传',
  },
  onlyVideo: {
    en: '--title and --introduction are for videos; this is {type}',
    zh: '--title 和 --introduction 仅用于视频；该文件的类型为 {type}',
  },
})
