import { parseJson } from '../../json-depth'
import { type MaterialType, materialData, materialTypes, mediaFormats } from '../../wechat/material'
import { numberIn, textIn } from '../body'
import { Download } from '../download'
import { addMaterial, fileIn, materialOf, removeMaterial } from '../material'
import { refuse } from '../refusal'
import type { AccountState, LiveButton, Material } from '../state'
import { type AccountCall, type Behaviours, done } from './endpoint'

/** What media/uploadimg takes: pictures for articles, which do not count as material. */
const ARTICLE_IMAGE = { formats: ['jpeg', 'png'], bytes: 1024 * 1024 } as const

/** docs/platform.md 10. News, which lives among the drafts, is not kept here. */
export const materialEndpoints = {
  mediaUpload: {
    token: true,
    upload: true,
    unverified: true,
    run: (call) => {
      const type = typeIn(call) ?? refuse(40004)
      const { temporary: formats, bytes } = materialData[type]
      const file = fileIn(call.form, { formats, bytes }, 40006) // [?] 40006 here, 45001 for permanent material
      const { mediaId, time } = keep(call, file, { type, temporary: true })
      const id = type === 'thumb' ? 'thumb_media_id' : 'media_id'
      return { type, [id]: mediaId, created_at: time, item: [] } // an empty list since 2020 (docs/platform.md 15)
    },
  },
  mediaGet: {
    token: true,
    unverified: true,
    run: (call) => {
      const { account, query, time } = call
      const found = materialOf(account, query.get('media_id'), 'temporary', time)
      return found.type === 'video' ? { video_url: addressOf(call, found) } : contentOf(call, found)
    },
  },
  mediaUploadImage: {
    token: true,
    upload: true,
    unverified: true,
    run: (call) => {
      const file = fileIn(call.form, ARTICLE_IMAGE, 40009)
      return { url: addressOf(call, keep(call, file, { type: 'image', temporary: true })) }
    },
  },
  materialAdd: {
    token: true,
    upload: true,
    unverified: true,
    run: (call) => {
      if (!call.query.get('type')) refuse(40007) // seen live
      const type = typeIn(call) ?? refuse(40004)
      const file = fileIn(call.form, materialData[type], 45001)
      const added = keep(call, file, { type, ...(type === 'video' && descriptionIn(call)) })
      const isPicture = type === 'image' || type === 'thumb'
      return { media_id: added.mediaId, ...(isPicture && { url: addressOf(call, added) }), item: [] }
    },
  },
  materialGet: {
    token: true,
    unverified: true,
    run: (call) => {
      const { account, body, time } = call
      const found = materialOf(account, textIn(body, 'media_id'), 'permanent', time)
      if (found.type !== 'video') return contentOf(call, found)
      const { title = '', introduction = '' } = found
      return { title, description: introduction, down_url: addressOf(call, found) }
    },
  },
  materialDelete: {
    token: true,
    unverified: true,
    run: ({ state, account, body, contents, time }) => {
      const found = materialOf(account, textIn(body, 'media_id'), 'permanent', time)
      if (inMenus(account, found.mediaId)) refuse(48005)
      removeMaterial({ state, account, contents }, found)
      return done
    },
  },
  materialList: {
    token: true,
    unverified: true,
    run: (call) => {
      const { account, body } = call
      const type = textIn(body, 'type')
      if (type !== 'image' && type !== 'voice' && type !== 'video' && type !== 'news') refuse(40004)
      const [offset, count] = [numberIn(body, 'offset') ?? 0, numberIn(body, 'count') ?? 0]
      if (count < 1 || count > 20) refuse(40032) // [?] which code is published nowhere
      const all = type === 'news' ? [] : permanentOf(account, type).reverse() // [?] the newest first
      const item = all.slice(offset, offset + count).map((each) => ({
        media_id: each.mediaId,
        name: each.name,
        update_time: each.time,
        ...(type === 'image' && { url: addressOf(call, each) }),
        tags: [],
      }))
      return { item, total_count: all.length, item_count: item.length }
    },
  },
  materialCount: {
    token: true,
    unverified: true,
    run: ({ account }) => ({
      voice_count: permanentOf(account, 'voice').length,
      video_count: permanentOf(account, 'video').length,
      image_count: permanentOf(account, 'image').length,
      news_count: 0,
    }),
  },
} satisfies Behaviours

function typeIn({ query }: AccountCall): MaterialType | undefined {
  return materialTypes.find((type) => type === query.get('type'))
}

function keep(
  call: AccountCall,
  file: ReturnType<typeof fileIn>,
  about: Parameters<typeof addMaterial>[2],
): Material {
  return addMaterial(call, file, about, call.time)
}

/** The words that go with a video. @throws Refusal 47001 [?] where they are missing or no JSON */
function descriptionIn({ form }: AccountCall): Pick<Material, 'title' | 'introduction'> {
  try {
    const { title, introduction } = parseJson(form?.description ?? '') as Record<string, unknown>
    if (typeof title === 'string' && title !== '')
      return { title, introduction: typeof introduction === 'string' ? introduction : '' }
  } catch {
    // told below
  }
  return refuse(47001)
}

function contentOf({ contents }: AccountCall, { sha256, bytes, name, format }: Material): Download {
  const file = contents.find(sha256) ?? refuse(46001)
  return new Download(file, bytes, mediaFormats[format].contentType, name)
}

/** Where the sandbox itself shows the file, in place of WeChat's own servers for pictures and videos. */
function addressOf({ origin }: AccountCall, { mediaId }: Material): string {
  return `${origin}/sandbox/media/${mediaId}`
}

/** [?] No page tells where thumbs are listed: among the images. */
function permanentOf({ material }: AccountState, wanted: 'image' | 'voice' | 'video'): Material[] {
  return material.filter(
    ({ type, until }) => until === undefined && (type === 'thumb' ? 'image' : type) === wanted,
  )
}

function inMenus({ menu, conditional }: AccountState, mediaId: string): boolean {
  const names = ({ media_id: id, sub_button: children }: LiveButton): boolean =>
    id === mediaId || children.some(names)
  return [...(menu ? [menu] : []), ...conditional].some(({ button }) => button.some(names))
}
