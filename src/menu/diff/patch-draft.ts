/**
 * One operation of RFC 6902 (JSON Patch); `path` and `from` are pointers of RFC 6901. Field names of menus have nothing
 * in them that a pointer would have to escape.
 */
export type Operation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly from: string; readonly path: string }

/** An item of a list of the document, or what holds the outermost list. */
export interface Item {
  parent?: Item
  readonly children: Item[]
}

/** Where an item is to stand: under which other one, and after which of those that are there. */
export interface Slot {
  readonly parent: Item
  readonly previous?: Item | undefined
}

/** Lists within lists as they stand after the operations so far, which are written down as they are made. */
export class PatchDraft {
  readonly operations: Operation[] = []

  /**
   * @param path pointer to the outermost list
   * @param inner the field of an item in which its own list stands
   */
  constructor(
    private readonly path: string,
    private readonly inner: string,
    readonly root: Item,
  ) {}

  pointer(item: Item): string {
    const { parent } = item
    if (!parent) return this.path
    const list = parent === this.root ? this.path : `${this.pointer(parent)}/${this.inner}`
    return `${list}/${parent.children.indexOf(item)}`
  }

  /** @param value the item with all that it brings, as `item.children` has it too */
  add(item: Item, slot: Slot, value: unknown): void {
    insert(item, slot)
    this.operations.push({ op: 'add', path: this.pointer(item), value })
  }

  /**
   * One operation; but two where the item stood before what it moves into, which its going shifts: a `move` into the next
   * neighbour is forbidden (RFC 6902, 4.4), and appliers look the other ones' path up before the item is gone.
   */
  move(item: Item, slot: Slot): void {
    const from = this.pointer(item)
    const list = this.pointer(slot.parent)
    detach(item)
    insert(item, slot)
    const path = this.pointer(item) // of the document without the item, as the RFC has it
    const shifted = this.pointer(slot.parent)
    if (shifted !== list) {
      const copy = list + path.slice(shifted.length)
      this.operations.push({ op: 'copy', from, path: copy }, { op: 'remove', path: from })
    } else if (path !== from) this.operations.push({ op: 'move', from, path })
  }

  remove(item: Item): void {
    const path = this.pointer(item)
    detach(item)
    this.operations.push({ op: 'remove', path })
  }

  /** Sets fields of an object; one without a value after is removed. */
  set(
    path: string,
    fields: readonly { readonly field: string; readonly before?: unknown; readonly after?: unknown }[],
  ): void {
    for (const { field, before, after: value } of fields) {
      const at = `${path}/${field}`
      if (value === undefined) this.operations.push({ op: 'remove', path: at })
      else this.operations.push({ op: before === undefined ? 'add' : 'replace', path: at, value })
    }
  }
}

/** @param children to stand under the item; they are told so */
export function item(children: Item[] = []): Item {
  const made: Item = { children }
  for (const child of children) child.parent = made
  return made
}

function insert(item: Item, { parent, previous }: Slot): void {
  item.parent = parent
  parent.children.splice(previous ? parent.children.indexOf(previous) + 1 : 0, 0, item)
}

function detach(item: Item): void {
  item.parent?.children.splice(item.parent.children.indexOf(item), 1)
  delete item.parent
}
