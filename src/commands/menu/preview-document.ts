import { type PreviewButton, type PreviewMenu, shownName } from '../../terminal/preview'

/** What `menu preview --json` prints: `shown` is the name as a phone shows it. */
export function previewDocument(
  file: string,
  menus: readonly PreviewMenu[],
  drawn: number,
  html?: string,
): object {
  return {
    file,
    drawn,
    button: menus[drawn]?.button.map((button) => withShown(button, 'top')),
    menus: menus.map(({ matchrule }, number) => ({ number, ...(matchrule && { matchrule }) })),
    ...(html !== undefined && { html }),
  }
}

function withShown({ name, sub_button: children, ...rest }: PreviewButton, level: 'top' | 'sub'): object {
  return {
    name,
    shown: shownName(name, level),
    ...rest,
    ...(children && { sub_button: children.map((child) => withShown(child, 'sub')) }),
  }
}
