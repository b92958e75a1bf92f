import { messages } from '../language'

/** What is wrong with a command line. */
export const usage = messages({
  unknownOption: { en: 'There is no option {culprit}.', zh: '没有选项 {culprit}。' },
  takesNoValue: { en: 'The option {culprit} takes no value.', zh: '选项 {culprit} 不接受值。' },
  unknownCommand: { en: 'There is no command {culprit}.', zh: '没有命令 {culprit}。' },
  missingCommand: { en: '{command} needs a command after it.', zh: '{command} 后面需要一个子命令。' },
  missingArgument: { en: 'The argument {culprit} is missing.', zh: '缺少参数 {culprit}。' },
  optionMissingArgument: { en: 'The option {culprit} needs a value.', zh: '选项 {culprit} 需要一个值。' },
  missingOption: { en: 'The option {culprit} is required.', zh: '必须给出选项 {culprit}。' },
  invalidValue: {
    en: 'The value {value} of {culprit} is not valid.',
    zh: '{culprit} 的值 {value} 无效。',
  },
  allowed: { en: 'Allowed: {allowed}.', zh: '可选值：{allowed}。' },
  excessArguments: { en: 'Too many arguments for {command}.', zh: '{command} 的参数过多。' },
  conflictingOption: {
    en: '{culprit} and {other} exclude each other.',
    zh: '{culprit} 和 {other} 不能同时使用。',
  },
  follows: { en: 'Commands: {commands}.', zh: '可用子命令：{commands}。' },
  nothingToExplain: {
    en: 'There is no error code, and nothing is piped in.',
    zh: '没有给出错误码，也没有通过管道输入内容。',
  },
  unknownTopic: { en: 'There is no command or topic {topic}.', zh: '没有命令或主题 {topic}。' },
  topics: { en: 'Topics: {topics}.', zh: '主题：{topics}。' },
  didYouMean: { en: 'Did you mean {suggestion}?', zh: '你是不是要用 {suggestion}？' },
})
