import { Option } from 'commander'
import { FileArgument } from './dash'
import type { Tree } from './tree'

export function registerMedia({ program, t, action }: Tree): void {
  const media = program.command('media').description(t('media'))
  media
    .command('upload')
    .description(t('mediaUpload'))
    .addArgument(new FileArgument('<file>', t('mediaFile'), 'refused'))
    .addOption(new Option('--type <type>', t('mediaType')).choices(['image', 'voice', 'video', 'thumb']))
    .option('--title <title>', t('mediaTitle'))
    .option('--introduction <text>', t('mediaIntroduction'))
    .option('--force', t('mediaForce'))
    .action(action(() => import('../commands/media/upload').then((m) => m.uploadMedia)))
}
