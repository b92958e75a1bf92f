import { type Message, messages } from '../language'

/** What the system says of files, commands and addresses, by its code. Codes that are not here are told as they are. */
export const systemReasons: Readonly<Record<string, Message>> = messages({
  ENOENT: { en: 'there is no such file', zh: '文件不存在' },
  EACCES: { en: 'no permission', zh: '没有权限' },
  EPERM: { en: 'no permission', zh: '没有权限' },
  EISDIR: { en: 'it is a directory', zh: '这是一个目录' },
  ENOTDIR: { en: 'a part of the path is no directory', zh: '路径中有一部分不是目录' },
  EEXIST: { en: 'something of that name is in the way', zh: '已有同名的文件或目录' },
  ENOTREG: { en: 'it is no regular file', zh: '它不是普通文件' },
  VERSION_CONTROL: {
    en: 'it lies in what version control keeps for itself',
    zh: '它位于版本控制系统自用的目录中',
  },
  NAME_AMBIGUOUS: {
    en: 'several files have this name, in other encodings: rename the one that is meant',
    zh: '有多个文件在不同编码下都显示为这个名称，请先重命名要用的文件',
  },
  ELOOP: { en: 'its links lead in a circle', zh: '符号链接形成循环' },
  ENAMETOOLONG: { en: 'the name is too long', zh: '名称过长' },
  ENOSPC: { en: 'the disk is full', zh: '磁盘已满' },
  EDQUOT: { en: 'the disk quota is used up', zh: '磁盘配额已用完' },
  EROFS: { en: 'the file system is read-only', zh: '文件系统为只读' },
  EMFILE: { en: 'too many files are open', zh: '打开的文件过多' },
  NO_DIRECTORY: { en: 'there is no such directory', zh: '目录不存在' },
  NO_SUCH_COMMAND: { en: 'there is no such command', zh: '找不到该命令' },
  ENOEXEC: { en: 'it is no program', zh: '不是可执行程序' },
  EADDRINUSE: { en: 'the port is in use', zh: '端口已被占用' },
  EADDRNOTAVAIL: { en: 'this machine does not have it', zh: '本机没有该地址' },
  ENOTFOUND: { en: 'the name cannot be resolved', zh: '无法解析该名称' },
})
