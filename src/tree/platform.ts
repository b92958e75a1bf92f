import { help } from '../terminal/messages/help'
import { collect, type Tree } from './tree'

export function registerPlatform({ program, t, action }: Tree): void {
  program
    .command('api')
    .description(t(help.api))
    .argument('<method>', t(help.apiMethod))
    .argument('<path>', t(help.apiPath))
    .option('-f, --raw-field <key=value>', t(help.apiRawField), collect)
    .option('-F, --field <key=value>', t(help.apiField), collect)
    .option('--input <file>', t(help.apiInput))
    .option('-i, --include', t(help.apiInclude))
    .option('--no-token', t(help.apiNoToken))
    .addHelpText('after', `\n${t(help.apiExamples)}`)
    .action(action(() => import('../commands/api').then((m) => m.callApi)))
  program
    .command('explain')
    .description(t(help.explain))
    .argument('[code...]', t(help.explainCode))
    .addHelpText('after', `\n${t(help.explainExamples)}`)
    .action(action(() => import('../commands/explain').then((m) => m.explainCodes)))
}
