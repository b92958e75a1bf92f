import { FieldOption, FileOption } from './dash'
import { collect, type Tree } from './tree'

export function registerPlatform({ program, t, action }: Tree): void {
  program
    .command('api')
    .description(t('api'))
    .argument('<method>', t('apiMethod'))
    .argument('<path>', t('apiPath'))
    .option('-f, --raw-field <key=value>', t('apiRawField'), collect)
    .addOption(new FieldOption('-F, --field <key=value>', t('apiField')).argParser(collect))
    .addOption(new FileOption('--input <file>', t('apiInput'), 'stdin'))
    .option('-i, --include', t('apiInclude'))
    .option('--no-token', t('apiNoToken'))
    .addHelpText('after', `\n${t('apiExamples')}`)
    .action(action(() => import('../commands/api').then((m) => m.callApi)))
  program
    .command('explain')
    .description(t('explain'))
    .argument('[code...]', t('explainCode'))
    .addHelpText('after', `\n${t('explainExamples')}\n\n${t('explainExits')}`)
    .action(action(() => import('../commands/explain').then((m) => m.explainCodes)))
}
