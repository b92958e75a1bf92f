import { messages } from '../language'

/** What is wrong with a command line. */
export const usage = messages({
  unknownOption: { en: 'There is no option {culprit}.', zh: '没有选项 {culprit}。' },
  unknownCommand: { en: 'There is no command {culprit}.', zh: '没有命令 {culprit}。' },
  missingCommand: { en: '{command} needs a command after it.', zh: '{command} 后面需要一个子命令。' },
  missingArgument: { en: 'The argument {culprit} is missing.', zh: '缺少参数 {culprit}。' },
  optionMissingArgument: { en: 'The option {culprit} needs a value.', zh: '选项 {culprit} 需要一个值。' },
  missingOption: { en: 'The option {culprit} is required.', zh: '必须给出选项 {culprit}。' },
  invalidValue: { en: 'The value of {culprit} is not valid.', zh: '{culprit} 的值无效。' },
  allowed: { en: 'Allowed: {allowed}.', zh: '可选值：{allowed}。' },
  excessArguments: { en: 'Too many arguments for {command}.', zh: '{command} 的参数过多。' },
  didYouMean: { en: 'Did you mean {suggestion}?', zh: '您是不是要找 {suggestion}？' },
})
