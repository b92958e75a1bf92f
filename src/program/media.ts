import type { CommandDeclaration } from './declaration'

export const media: CommandDeclaration = {
  name: 'media',
  about: 'media',
  verbs: [
    {
      name: 'upload',
      about: 'mediaUpload',
      args: [{ name: '<file>', about: 'mediaFile', file: 'refused' }],
      flags: [
        { flags: '--type <type>', about: 'mediaType', choices: ['image', 'voice', 'video', 'thumb'] },
        { flags: '--title <title>', about: 'mediaTitle' },
        { flags: '--introduction <text>', about: 'mediaIntroduction' },
        { flags: '--force', about: 'mediaForce' },
      ],
      uses: 'token',
      load: () => import('../commands/media/upload').then((m) => m.uploadMedia),
    },
  ],
}
