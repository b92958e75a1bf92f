import type { ErrorCode } from '../../errors'
import { consoles, places } from '../../wechat/consoles'
import type { Message } from '../language'

/** What failed, why in plain words, and what to do: for every code of errors.ts. `{x}` are its parameters. */
export interface ErrorSentences {
  readonly what: Message
  readonly why?: Message
  readonly tryThis?: Message
}

const same = (text: string): Message => ({ en: text, zh: text })

export const errorSentences: Record<ErrorCode, ErrorSentences> = {
  INTERNAL: {
    what: { en: 'wxadmin failed: {reason}', zh: 'wxadmin 出错：{reason}' },
    why: {
      en: 'This is a fault of wxadmin, not of your input.',
      zh: '这是 wxadmin 自身的问题，与您的输入无关。',
    },
    tryThis: {
      en: 'the same command with --debug, and report what it prints',
      zh: '加上 --debug 再运行一次，并反馈其输出',
    },
  },
  UNFINISHED: {
    what: {
      en: 'The run ended before it was finished',
      zh: '运行在完成之前就结束了',
    },
    why: {
      en: 'This is a fault of wxadmin, not of your input: it waited for something that can no longer come.',
      zh: '这是 wxadmin 自身的问题，与输入无关：它在等待不会再发生的事。',
    },
    tryThis: {
      en: 'the same command with --debug, and report what it prints',
      zh: '加上 --debug 再运行一次，并反馈其输出',
    },
  },
  STORE_CORRUPT: {
    what: { en: 'The store file {file} is damaged: {reason}', zh: '存储文件 {file} 已损坏：{reason}' },
    why: { en: 'Nothing was changed. Copy kept aside: {kept}', zh: '未做任何更改。另存副本：{kept}' },
    tryThis: {
      en: 'mend {file} by hand (it is JSON); or rename it, so that nothing in it is lost, and begin a new one',
      zh: '手工修复 {file}（JSON 格式）；或将其改名（以免丢失其中内容），然后重新开始',
    },
  },
  STORE_UNREADABLE: {
    what: { en: 'Cannot read the store file {file}: {reason}', zh: '无法读取存储文件 {file}：{reason}' },
    tryThis: {
      en: 'check its owner and mode, or set WXADMIN_CONFIG_DIR',
      zh: '检查文件属主和权限，或设置 WXADMIN_CONFIG_DIR',
    },
  },
  STORE_UNWRITABLE: {
    what: { en: 'Cannot write the store file {file}: {reason}', zh: '无法写入存储文件 {file}：{reason}' },
    why: { en: 'What was there before is unchanged.', zh: '原有内容未受影响。' },
    tryThis: {
      en: 'free some space or make the directory writable, or set WXADMIN_CONFIG_DIR',
      zh: '释放磁盘空间或修正目录权限，或设置 WXADMIN_CONFIG_DIR',
    },
  },
  STORE_LOCKED: {
    what: {
      en: 'Another process has held the lock on {file} for {seconds} s',
      zh: '另一个进程占用 {file} 的锁已达 {seconds} 秒',
    },
    why: {
      en: 'Its directory {lock} is renewed by a process that runs, or cannot be removed.',
      zh: '锁目录 {lock} 正由运行中的进程更新，或无法删除。',
    },
    tryThis: {
      en: 'run it again in a moment; where nothing else is running: rmdir "{lock}"',
      zh: '稍后重试；如果没有其他进程在运行：rmdir "{lock}"',
    },
  },
  STORE_NOT_OURS: {
    what: {
      en: 'Others may have written {file}: it is not used',
      zh: '{file} 可能被其他用户写入，因此不予使用',
    },
    why: {
      en: 'The store says where secrets are sent and which program is run for a token.',
      zh: '存储文件决定密钥发往何处，以及运行哪个程序获取 token。',
    },
    tryThis: {
      en: '{fix} "{file}", or set WXADMIN_CONFIG_DIR to a directory of your own',
      zh: '{fix} "{file}"，或将 WXADMIN_CONFIG_DIR 设为你自己的目录',
    },
  },
  STORE_PLACE_NOT_OURS: {
    what: {
      en: 'The store is not used: {file} belongs to another user ({uid}), who can replace it',
      zh: '不使用本地存储：{file} 属于其他用户（{uid}），该用户可以替换其中的内容',
    },
    why: {
      en: 'The store says where secrets are sent and which program is run for a token.',
      zh: '存储文件决定密钥发往何处，以及运行哪个程序获取 token。',
    },
    tryThis: {
      en: 'run it as that user (without sudo), set WXADMIN_CONFIG_DIR to a directory of your own, or where it should be yours: chown {user} "{file}"',
      zh: '以该用户身份运行（不用 sudo），或将 WXADMIN_CONFIG_DIR 设为你自己的目录；如果它本应属于你：chown {user} "{file}"',
    },
  },
  STORE_IN_CHECKOUT: {
    what: {
      en: 'The store is not used: {directory} lies in a checkout, {root}',
      zh: '不使用本地存储：{directory} 位于代码检出目录 {root} 中',
    },
    why: {
      en: 'Whoever writes the files there decides where secrets are sent and which program is run for a token. HOME or XDG_CONFIG_HOME leads there.',
      zh: '能写入其中文件的人可以决定密钥发往何处，以及运行哪个程序获取 token。HOME 或 XDG_CONFIG_HOME 指向了该目录。',
    },
    tryThis: {
      en: 'set WXADMIN_CONFIG_DIR to a directory of your own, outside of the checkout',
      zh: '将 WXADMIN_CONFIG_DIR 设为检出目录之外、你自己的目录',
    },
  },
  STORE_NEWER: {
    what: {
      en: 'The store file {file} was written by a newer wxadmin, or is damaged: {reason}',
      zh: '存储文件 {file} 由更新版本的 wxadmin 写入，或已损坏：{reason}',
    },
    why: { en: 'It is kept as it is.', zh: '文件保持原样。' },
    tryThis: {
      en: 'update wxadmin: npm install -g wxadmin@latest',
      zh: '升级 wxadmin：npm install -g wxadmin@latest',
    },
  },
  FILE_UNWRITABLE: {
    what: { en: 'Cannot write {file}: {reason}', zh: '无法写入 {file}：{reason}' },
    tryThis: { en: 'another place, or check the directory', zh: '换一个位置，或检查目录' },
  },
  DIRECTORY_GONE: {
    what: {
      en: 'The directory that this runs in was deleted',
      zh: '当前所在的目录已被删除',
    },
    why: {
      en: 'A relative file name means nothing without it.',
      zh: '没有它就无法确定相对路径所指的文件。',
    },
    tryThis: { en: 'cd into another directory, or give the whole path', zh: 'cd 到其他目录，或使用绝对路径' },
  },
  PUSH_FAILED: {
    what: {
      en: '{file}: failed, and the live menu is unchanged. {cause}',
      zh: '{file}：失败，线上菜单没有变化。{cause}',
    },
    tryThis: { en: 'run it again: {command}', zh: '重新运行：{command}' },
  },
  PUSH_INCOMPLETE: {
    what: {
      en: '{file}: stopped half-way: {done} of {total} calls are known to have worked. {cause}',
      zh: '{file}：中途失败：共 {total} 个调用，确认已生效 {done} 个。{cause}',
    },
    why: { en: 'Live now: {live}.', zh: '线上现状：{live}。' },
    tryThis: {
      en: 'run it again: {command} (it goes on from what is live)',
      zh: '重新运行：{command}（从线上现状继续）',
    },
  },
  READBACK_DIFFERS: {
    what: {
      en: 'The menu that WeChat gives back is not the one that was pushed: {where}',
      zh: '微信返回的菜单与发布的不一致：{where}',
    },
    why: {
      en: 'It was read twice, a second apart. Somebody else changed it at the same moment, or WeChat changed a value.',
      zh: '间隔一秒读取了两次。可能有人同时修改，或微信改写了某个值。',
    },
    tryThis: { en: 'see what is live now: {check}', zh: '查看现在的线上菜单：{check}' },
  },
  READBACK_FAILED: {
    what: {
      en: '{file}: pushed, but it could not be read back: {cause}',
      zh: '{file}：已推送，但无法回读核对：{cause}',
    },
    why: {
      en: 'All {calls} {calls?call that writes was:calls that write were} answered with success, so the new menu should be live.',
      zh: '全部 {calls} 个写入调用都已成功，线上应已是新菜单。',
    },
    tryThis: { en: 'check it: {check}', zh: '核对：{check}' },
  },
  MENU_ABANDONED: {
    what: {
      en: 'Ended at once, while the menu was being written: it may be half-written',
      zh: '已立即退出，当时正在写入菜单：菜单可能只写入了一部分',
    },
    why: {
      en: 'The first signal waits for the call under way and puts the menu in order; the second does not wait.',
      zh: '收到第一个信号时，会等待进行中的调用完成并恢复菜单；收到第二个信号时不再等待。',
    },
    tryThis: {
      en: 'see what is live: {look}',
      zh: '查看线上现状：{look}',
    },
  },
  CHILD_FAILED: {
    what: { en: 'Cannot run {command}: {reason}', zh: '无法运行 {command}：{reason}' },
    tryThis: { en: 'check the spelling and PATH', zh: '检查拼写和 PATH' },
  },
  OUTPUT_LOST: {
    what: {
      en: 'The result could not be written to stdout: {reason}',
      zh: '无法将结果写入 stdout：{reason}',
    },
    why: {
      en: 'The command itself was carried out; what it printed is incomplete.',
      zh: '命令本身已执行，但输出不完整。',
    },
    tryThis: {
      en: 'free some space where the output goes, and run it again',
      zh: '请释放输出位置的磁盘空间后重新运行',
    },
  },
  PORT_TAKEN: {
    what: { en: 'Cannot listen on {host}:{port}: {reason}', zh: '无法监听 {host}:{port}：{reason}' },
    tryThis: { en: '--port 0 (picks a free one)', zh: '--port 0（自动选择空闲端口）' },
  },
  HOST_UNUSABLE: {
    what: { en: 'Cannot listen on the address {host}: {reason}', zh: '无法监听地址 {host}：{reason}' },
    tryThis: {
      en: 'leave out --host (127.0.0.1), or --host 0.0.0.0 for every address of this machine',
      zh: '去掉 --host（127.0.0.1），或用 --host 0.0.0.0 监听本机全部地址',
    },
  },
  HUB_KEY_UNKNOWN: {
    what: {
      en: 'There is no hub key named {name}. Known: {known}',
      zh: '没有名为 {name} 的中控密钥。已有：{known}',
    },
    tryThis: { en: 'wxadmin token key list', zh: 'wxadmin token key list' },
  },
  HUB_KEY_EXISTS: {
    what: { en: 'There is a hub key named {name} already', zh: '已有名为 {name} 的中控密钥' },
    tryThis: {
      en: 'another name, or first wxadmin token key revoke {$name}',
      zh: '换一个名字，或先运行 wxadmin token key revoke {$name}',
    },
  },
  HUB_KEY_NAME_INVALID: {
    what: { en: '{name} cannot be the name of a key', zh: '{name} 不能作为密钥名称' },
    tryThis: {
      en: 'letters, digits, ".", "-" and "_", at most 64, beginning with a letter or digit',
      zh: '使用字母、数字、“.”、“-”和“_”，最多 64 个字符，以字母或数字开头',
    },
  },
  HUB_PATH_INVALID: {
    what: { en: '{path} is not a path of the API', zh: '{path} 不是接口路径' },
    tryThis: {
      en: 'such as /cgi-bin/menu/create, or /cgi-bin/menu/* for everything below it',
      zh: '例如 /cgi-bin/menu/create，或用 /cgi-bin/menu/* 表示其下全部路径',
    },
  },
  HUB_APPID_TWICE: {
    what: {
      en: 'The accounts {name} and {other} have the same AppID {appid}: a hub keeps one token for it',
      zh: '账号 {name} 和 {other} 的 AppID 相同（{appid}）：中控服务只为它保存一个 token',
    },
    tryThis: { en: 'name one of them: -a {$name}', zh: '只指定其中一个：-a {$name}' },
  },
  HUB_CERT_INVALID: {
    what: {
      en: '{cert} and {key} are no certificate with its key: {reason}',
      zh: '{cert} 和 {key} 不是配对的证书和私钥：{reason}',
    },
    tryThis: {
      en: 'two PEM files: the certificate with its chain, and its private key without a password',
      zh: '使用两个 PEM 文件：证书（含证书链）和不加密码的私钥',
    },
  },
  HUB_SINK_AMBIGUOUS: {
    what: {
      en: 'The tokens of {count} accounts do not go into one file: {file}',
      zh: '{count} 个账号的 token 不能写入同一个文件：{file}',
    },
    tryThis: {
      en: 'a name with the AppID in it: --sink token-APPID.json; or one account: -a NAME',
      zh: '在文件名中写上 AppID：--sink token-APPID.json；或只指定一个账号：-a NAME',
    },
  },
  HUB_CLEARTEXT: {
    what: {
      en: 'Keys and tokens would cross the network unencrypted: {host} is not this machine, and there is no certificate',
      zh: '密钥和 token 会以明文经过网络：{host} 不是本机，且没有证书',
    },
    tryThis: {
      en: '--cert FILE --key FILE; or --insecure where a proxy in front of the hub does the encryption',
      zh: '加上 --cert FILE --key FILE；如果由前面的代理负责加密，可用 --insecure',
    },
  },
  HUB_ADDRESS_CLEARTEXT: {
    what: {
      en: 'The key is not sent to {base}: the connection is not encrypted, and {name} does not lead to this machine',
      zh: '密钥不会发送到 {base}：连接未加密，且 {name} 不是本机地址',
    },
    tryThis: {
      en: 'the address with https: {secure}',
      zh: '使用 https 地址：{secure}',
    },
  },
  HUB_ADDRESS_MISSING: {
    what: {
      en: 'WXADMIN_HUB_KEY is set, but not the address of the hub',
      zh: '已设置 WXADMIN_HUB_KEY，但没有设置中控服务的地址',
    },
    tryThis: same('WXADMIN_HUB=https://HUB'),
  },
  HUB_KEY_MISSING: {
    what: { en: 'There is no key for the hub {hub}', zh: '没有用于中控服务 {hub} 的密钥' },
    why: {
      en: 'A key of the store goes to the hub of its account alone.',
      zh: '本地保存的密钥只发送给其账号所用的中控服务。',
    },
    tryThis: {
      en: 'put the key that wxadmin token key create printed into WXADMIN_HUB_KEY',
      zh: '将 wxadmin token key create 输出的密钥写入 WXADMIN_HUB_KEY',
    },
  },
  HUB_KEY_NOT_KEPT: {
    what: {
      en: 'The account {account} has no key for its hub {hub}',
      zh: '账号 {account} 没有用于中控服务 {hub} 的密钥',
    },
    why: {
      en: 'WXADMIN_HUB_KEY is used where WXADMIN_HUB names the hub as well.',
      zh: '只有 WXADMIN_HUB 也指定了该地址时，才会使用 WXADMIN_HUB_KEY。',
    },
    tryThis: {
      en: 'wxadmin account set {$account} --secret-stdin, with the key on stdin',
      zh: 'wxadmin account set {$account} --secret-stdin，从 stdin 提供密钥',
    },
  },
  HUB_KEY_INVALID: {
    what: { en: 'The text of {name} is not a key for a hub', zh: '{name} 的内容不是中控密钥' },
    why: {
      en: 'A key is wxhub_ and 43 characters. The AppSecret stays on the hub.',
      zh: '密钥由 wxhub_ 和 43 个字符组成。AppSecret 只保存在中控服务上。',
    },
    tryThis: {
      en: 'give what wxadmin token key create NAME printed on the machine of the hub, alone and without quotes',
      zh: '填写在中控服务所在机器上运行 wxadmin token key create NAME 输出的内容，不要带引号',
    },
  },
  SECRET_IS_HUB_KEY: {
    what: {
      en: 'The text of {name} is a key for a hub and not an AppSecret',
      zh: '{name} 的内容是中控密钥，而不是 AppSecret',
    },
    tryThis: {
      en: 'name the hub as well: token-source=hub:https://HUB (wxadmin account set), --token-source hub:https://HUB (wxadmin account add)',
      zh: '同时指定中控服务地址：token-source=hub:https://HUB（wxadmin account set），--token-source hub:https://HUB（wxadmin account add）',
    },
  },
  HUB_KEY_LOST: {
    what: { en: 'The key did not arrive at the hub {hub}', zh: '密钥没有到达中控服务 {hub}' },
    why: {
      en: 'It was sent as Authorization: Bearer; a proxy in front of the hub does not pass that header on.',
      zh: '密钥以 Authorization: Bearer 发送，中控服务前面的代理没有转发该请求头。',
    },
    tryThis: {
      en: 'let the proxy in front of the hub pass on the header Authorization',
      zh: '让中控服务前面的代理转发 Authorization 请求头',
    },
  },
  HUB_KEY_REFUSED: {
    what: { en: 'The hub {hub} does not accept the key', zh: '中控服务 {hub} 不接受该密钥' },
    why: {
      en: 'It is wrong, was revoked, or is for another hub.',
      zh: '密钥有误、已被吊销，或属于其他中控服务。',
    },
    tryThis: {
      en: 'on the machine of the hub: wxadmin token key list; a new one: wxadmin token key create NAME',
      zh: '在中控服务所在机器上：wxadmin token key list；新建密钥：wxadmin token key create NAME',
    },
  },
  HUB_KEY_EXPIRED: {
    what: { en: 'The key for the hub {hub} has expired', zh: '用于中控服务 {hub} 的密钥已过期' },
    tryThis: {
      en: 'on the machine of the hub: wxadmin token key create NAME',
      zh: '在中控服务所在机器上：wxadmin token key create NAME',
    },
  },
  HUB_KEY_THROTTLED: {
    what: {
      en: 'The hub {hub} does not accept the key, and answers no more wrong ones from this address for {seconds} s',
      zh: '中控服务 {hub} 不接受该密钥，并在 {seconds} 秒内不再处理来自本机地址的错误密钥',
    },
    why: {
      en: 'Too many requests with wrong keys came from this address.',
      zh: '该地址用错误密钥发起的请求过多。',
    },
    tryThis: {
      en: 'use a key that is in wxadmin token key list on the machine of the hub; a right one is not held up',
      zh: '换用中控服务所在机器上 wxadmin token key list 中的密钥；正确的密钥不受限制',
    },
  },
  HUB_ACCOUNT_NEEDED: {
    what: {
      en: 'The key for the hub {hub} is for several accounts{known}',
      zh: '用于中控服务 {hub} 的密钥可用于多个账号{known}',
    },
    tryThis: {
      en: 'say which one: WXADMIN_APPID=wx…',
      zh: '指定其中一个：WXADMIN_APPID=wx…',
    },
  },
  HUB_ACCOUNT_UNKNOWN: {
    what: { en: 'The hub {hub} does not have the account {appid}', zh: '中控服务 {hub} 没有账号 {appid}' },
    tryThis: {
      en: 'check the AppID (wxadmin whoami); or let the hub serve that account: wxadmin token serve --account NAME',
      zh: '核对 AppID（wxadmin whoami）；或让中控服务提供该账号：wxadmin token serve --account NAME',
    },
  },
  HUB_ACCOUNT_REFUSED: {
    what: {
      en: 'The key for the hub {hub} is not for the account {appid}',
      zh: '用于中控服务 {hub} 的密钥不能用于账号 {appid}',
    },
    tryThis: {
      en: 'check the AppID (wxadmin whoami); or on the machine of the hub: wxadmin token key create NAME --account ACCOUNT',
      zh: '核对 AppID（wxadmin whoami）；或在中控服务所在机器上：wxadmin token key create NAME --account ACCOUNT',
    },
  },
  HUB_ACCOUNTS_NONE: {
    what: {
      en: 'The hub {hub} has none of the accounts that the key is for',
      zh: '中控服务 {hub} 没有该密钥可用的账号',
    },
    tryThis: {
      en: 'on the machine of the hub: wxadmin token key list, wxadmin account list',
      zh: '在中控服务所在机器上：wxadmin token key list、wxadmin account list',
    },
  },
  HUB_PATH_REFUSED: {
    what: {
      en: 'The key for the hub {hub} is not for {path}',
      zh: '用于中控服务 {hub} 的密钥不能用于 {path}',
    },
    tryThis: {
      en: 'a key that is, made on the machine of the hub: wxadmin token key create NAME --path {$path} (with its other paths)',
      zh: '在中控服务所在机器上新建包含该路径的密钥：wxadmin token key create NAME --path {$path}（以及所需的其他路径）',
    },
  },
  HUB_PATH_UNNAMED: {
    what: {
      en: 'The hub {hub} makes the call {path} only for a key that names this very path',
      zh: '中控服务 {hub} 只为明确列出该路径的密钥调用 {path}',
    },
    why: {
      en: 'It deletes, sends, spends, or gives out what pages are signed with.',
      zh: '该接口会删除、群发、消耗额度，或返回用于页面签名的票据。',
    },
    tryThis: {
      en: 'such a key, made on the machine of the hub: wxadmin token key create NAME --path {$path} (with its other paths)',
      zh: '在中控服务所在机器上新建这样的密钥：wxadmin token key create NAME --path {$path}（以及所需的其他路径）',
    },
  },
  HUB_READ_ONLY: {
    what: {
      en: 'The key for the hub {hub} is for reading only, and {path} may change something',
      zh: '用于中控服务 {hub} 的密钥只能读取，而 {path} 可能会修改数据',
    },
    tryThis: {
      en: 'a key without --read-only, made on the machine of the hub: wxadmin token key create NAME --path {$path} (with its other paths)',
      zh: '在中控服务所在机器上新建不带 --read-only 的密钥：wxadmin token key create NAME --path {$path}（以及所需的其他路径）',
    },
  },
  HUB_TOKEN_HIDDEN: {
    what: {
      en: 'The hub {hub} does not show the access token to this key',
      zh: '中控服务 {hub} 不向该密钥提供 access_token',
    },
    why: {
      en: 'Commands do not need it: the hub puts it into every call.',
      zh: '其他命令不需要它：中控服务会在每次调用时自动加上。',
    },
    tryThis: {
      en: 'where a program has to have it, on the machine of the hub: wxadmin token key create NAME --reveal-token',
      zh: '如果有程序必须使用它，在中控服务所在机器上：wxadmin token key create NAME --reveal-token',
    },
  },
  HUB_HAS_SECRET: {
    what: {
      en: 'This needs the AppSecret, which only the hub has',
      zh: '此操作需要 AppSecret，而它只保存在中控服务上',
    },
    tryThis: {
      en: 'run it on the machine of the hub, without WXADMIN_HUB',
      zh: '在中控服务所在机器上运行，且不要设置 WXADMIN_HUB',
    },
  },
  HUB_STILL_CURRENT: {
    what: {
      en: 'WeChat gave the hub {hub} the same access token again',
      zh: '微信又返回给中控服务 {hub} 相同的 access_token',
    },
    tryThis: { en: 'wxadmin token', zh: 'wxadmin token' },
  },
  HUB_UNREACHABLE: {
    what: { en: 'Cannot reach the hub {hub}: {reason}', zh: '无法连接中控服务 {hub}：{reason}' },
    why: {
      en: 'Nothing was sent, neither to the hub nor to WeChat.',
      zh: '没有向中控服务或微信发送任何数据。',
    },
    tryThis: {
      en: 'check that wxadmin token serve runs there, and the address: {given}https://HUB',
      zh: '检查那里是否正在运行 wxadmin token serve，以及地址是否正确：{given}https://HUB',
    },
  },
  HUB_TLS: {
    what: {
      en: 'The TLS connection to the hub {hub} failed: {reason}',
      zh: '与中控服务 {hub} 的 TLS 连接失败：{reason}',
    },
    why: {
      en: 'This is about the certificate of the hub, not of WeChat. The key was not sent.',
      zh: '出错的是中控服务的证书，而不是微信的证书。密钥没有发送。',
    },
    tryThis: {
      en: 'name its CA in NODE_EXTRA_CA_CERTS; check the name in the certificate and the clock',
      zh: '用 NODE_EXTRA_CA_CERTS 指定其 CA 证书；检查证书中的域名和系统时间',
    },
  },
  HUB_GATEWAY: {
    what: { en: '{hub} answered {path} with {reason}', zh: '{hub} 对 {path} 返回 {reason}' },
    why: {
      en: 'The hub itself did not say so: it comes from a proxy in front of the hub, or from a gateway of WeChat behind it.',
      zh: '这不是中控服务自己的应答，而是来自其前面的代理，或其后的微信网关。',
    },
    tryThis: {
      en: 'run it again in a moment; check what runs behind {hub}: wxadmin token serve',
      zh: '稍后重试；检查 {hub} 后面是否正在运行 wxadmin token serve',
    },
  },
  HUB_OTHER: {
    what: {
      en: '{hub} does not answer {path} as a hub does: {reason}',
      zh: '{hub} 对 {path} 的应答不是中控服务的应答：{reason}',
    },
    why: {
      en: 'It may be another server, a login page, or a path is missing from the address.',
      zh: '可能是其他服务器或登录页面，也可能是地址缺少路径。',
    },
    tryThis: {
      en: 'the address that wxadmin token serve is reached at: {given}https://HUB',
      zh: '填写 wxadmin token serve 的访问地址：{given}https://HUB',
    },
  },
  HUB_NO_TOKEN: {
    what: {
      en: 'The hub {hub} has no valid access token at present',
      zh: '中控服务 {hub} 目前没有有效的 access_token',
    },
    why: {
      en: 'WeChat cannot be reached from there, or gives it none. This call was not made.',
      zh: '它无法连接微信，或微信没有返回 access_token。本次调用没有发出。',
    },
    tryThis: {
      en: 'run it again in {seconds} s; the output of wxadmin token serve says why',
      zh: '{seconds} 秒后重试；原因见 wxadmin token serve 的输出',
    },
  },
  HUB_CUT_OFF: {
    what: {
      en: 'The hub {hub} could not reach WeChat for {path}',
      zh: '中控服务 {hub} 调用 {path} 时无法连接微信',
    },
    why: {
      en: 'The network between this machine and the hub works.',
      zh: '本机与中控服务之间的网络正常。',
    },
    tryThis: {
      en: 'run it again; check the network and the proxy on the machine of the hub',
      zh: '重试；检查中控服务所在机器的网络和代理',
    },
  },
  HUB_UNANSWERED: {
    what: {
      en: 'WeChat did not answer the hub {hub} in time: {path}',
      zh: '微信没有及时应答中控服务 {hub}：{path}',
    },
    why: {
      en: 'A call that writes may have taken effect all the same.',
      zh: '如果是写操作，可能已经生效。',
    },
    tryThis: {
      en: 'look at what is there now, then run it again',
      zh: '先查看当前状态，然后重试',
    },
  },
  HUB_FAILED: {
    what: { en: 'The hub {hub} failed: HTTP {status}', zh: '中控服务 {hub} 出错：HTTP {status}' },
    tryThis: {
      en: 'look at the output of wxadmin token serve, then run it again',
      zh: '查看 wxadmin token serve 的输出，然后重试',
    },
  },
  HUB_REFUSED: {
    what: {
      en: 'The hub {hub} does not take the request {path}: {reason}',
      zh: '中控服务 {hub} 不接受请求 {path}：{reason}',
    },
    tryThis: {
      en: 'a path and parameters as WeChat documents them; the hub may be older than this wxadmin',
      zh: '路径和参数应与微信文档一致；也可能中控服务的版本低于当前 wxadmin',
    },
  },
  CONFIRMATION_NEEDED: {
    what: {
      en: 'This needs a confirmation, and there is no terminal to ask on',
      zh: '此操作需要确认，但当前没有可交互的终端',
    },
    tryThis: { en: 'the same command with {flag}', zh: '加上 {flag} 再运行' },
  },
  DECLINED: { what: { en: 'Not confirmed: nothing was changed', zh: '未确认，没有做任何更改' } },
  QUIT_UNSAVED: { what: { en: 'Quit: nothing was saved', zh: '已退出，未保存任何内容' } },
  PIN_MISMATCH: {
    what: {
      en: '{file} is pinned to {pinned}, but the account is {appid}',
      zh: '{file} 固定了 appid {pinned}，但当前账号是 {appid}',
    },
    why: {
      en: 'A pinned menu is never deployed to another account.',
      zh: '固定了 appid 的菜单不会部署到其他账号。',
    },
    tryThis: {
      en: 'choose the right account with -a, or change the line "appid:" in the file',
      zh: '用 -a 选择正确的账号，或修改文件中的 appid: 行',
    },
  },
  DRIFT: {
    what: {
      en: 'the live menu of {appid} is not the one that was last pushed from here: somebody changed it',
      zh: '{appid} 的线上菜单不是上次从这里推送的菜单：已被他人修改',
    },
    why: {
      en: 'A push would undo that. Nothing was written.',
      zh: '推送会撤销对方的修改。未写入任何内容。',
    },
    tryThis: {
      en: 'take yours: {push} --force; take theirs: wxadmin menu pull -o {$file} --force; or take over by hand what they changed, then: {push} --expect {hash}',
      zh: '以你的为准：{push} --force；以对方的为准：wxadmin menu pull -o {$file} --force；或手工合并对方的修改后执行：{push} --expect {hash}',
    },
  },
  ROLLBACK_DRIFT: {
    what: {
      en: 'the live menu of {appid} is not the one that was last pushed from here: somebody changed it',
      zh: '{appid} 的线上菜单不是上次从这里推送的菜单：已被他人修改',
    },
    why: {
      en: 'A rollback would undo that. Nothing was written.',
      zh: '回滚会撤销对方的修改。未写入任何内容。',
    },
    tryThis: {
      en: 'go back all the same: {rollback} --force; or keep theirs as a file: wxadmin menu pull -o theirs.yaml',
      zh: '仍要回滚：{rollback} --force；或保留对方的菜单：wxadmin menu pull -o theirs.yaml',
    },
  },
  MENU_GONE: {
    what: {
      en: 'the live menu of {appid} is gone: nothing is live, but a menu was pushed from here',
      zh: '{appid} 的线上菜单已不存在：本机发布过菜单，但现在线上没有菜单',
    },
    why: {
      en: 'Somebody deleted it, switched it off in the MP console, or the sandbox was restarted. Nothing was written.',
      zh: '可能有人删除了它、在公众平台停用了它，或沙箱已重新启动。未写入任何内容。',
    },
    tryThis: {
      en: 'push all the same: {command} --force; or put back what was last pushed from here: {rollback}',
      zh: '仍要发布：{command} --force；或恢复本机上次发布的菜单：{rollback}',
    },
  },
  NOT_A_PLAN: {
    what: { en: '{file} exists already and is no plan', zh: '{file} 已存在，且不是计划文件' },
    why: { en: 'Only an older plan is replaced.', zh: '只会覆盖旧的计划文件。' },
    tryThis: { en: 'another name for the plan', zh: '换一个文件名' },
  },
  EXPECTATION_NOT_MET: {
    what: {
      en: 'the live menu of {appid} is not {expected}: its hash is {hash}',
      zh: '{appid} 的线上菜单不是 {expected}：其哈希为 {hash}',
    },
    why: {
      en: '--expect lets a push go only over the menu that it names. Nothing was written.',
      zh: '--expect 只允许在指定的线上菜单上推送。未写入任何内容。',
    },
    tryThis: {
      en: 'look at it: wxadmin menu diff FILE; if it is right to push over it: --expect {hash}',
      zh: '先查看差异：wxadmin menu diff FILE；确认可以覆盖时：--expect {hash}',
    },
  },
  PLAN_STALE: {
    what: {
      en: '{file}: the live menu of {appid} has changed since this plan was made',
      zh: '{file}：生成计划之后，{appid} 的线上菜单已发生变化',
    },
    why: {
      en: 'A saved plan is applied exactly as it was reviewed, or not at all. Nothing was written.',
      zh: '已保存的计划只会原样执行，否则不执行。未写入任何内容。',
    },
    tryThis: {
      en: 'make the plan anew: wxadmin menu push FILE --plan {$file}',
      zh: '重新生成计划：wxadmin menu push FILE --plan {$file}',
    },
  },
  PLAN_OF_OTHER: {
    what: {
      en: '{file} is a plan for {planned}, but the account is {appid} at {base}',
      zh: '{file} 是 {planned} 的计划，但当前账号是 {appid}（{base}）',
    },
    tryThis: { en: 'choose the right account with -a', zh: '用 -a 选择正确的账号' },
  },
  PLAN_INVALID: {
    what: { en: '{file} is no plan that can be applied: {reason}', zh: '{file} 不是可执行的计划：{reason}' },
    tryThis: {
      en: 'make it with: wxadmin menu push FILE --plan {$file}',
      zh: '请用以下命令生成：wxadmin menu push FILE --plan {$file}',
    },
  },
  PLAN_NEWER: {
    what: { en: '{file} was made by a newer wxadmin', zh: '{file} 由更新版本的 wxadmin 生成' },
    why: {
      en: 'A plan is applied exactly as it was reviewed, and this version may not know all of it.',
      zh: '计划只会原样执行，而当前版本可能无法识别其全部内容。',
    },
    tryThis: {
      en: 'apply it with the newer version, or make it again with this one: wxadmin menu push FILE --plan PLAN',
      zh: '用更新的版本执行，或用当前版本重新生成计划：wxadmin menu push FILE --plan PLAN',
    },
  },
  MEDIA_MISSING: {
    what: { en: '{plan} uploads {file}, which is not here', zh: '{plan} 需要上传 {file}，但这里没有该文件' },
    why: {
      en: 'A plan looks for its files from the directory in which it is applied. Nothing was uploaded or changed.',
      zh: '计划从执行它的目录查找素材文件。没有上传任何文件，菜单也没有变化。',
    },
    tryThis: {
      en: 'apply it in the directory in which it was made, with the same files',
      zh: '在生成计划的目录中执行，并保证素材文件相同',
    },
  },
  NOT_RESTORABLE: {
    what: {
      en: 'the menu {id} cannot be put back through the API: {buttons}',
      zh: '菜单 {id} 无法通过接口恢复：{buttons}',
    },
    why: {
      en: 'WeChat would refuse these parts; some can be made only in the web console. Nothing was written.',
      zh: '这些内容会被微信拒绝，其中有些只能在公众平台后台设置。未写入任何内容。',
    },
    tryThis: {
      en: 'take the rest as a file, mend it and push it: wxadmin menu history show {$id} > menu.yaml',
      zh: '导出为文件，修改后再推送：wxadmin menu history show {$id} > menu.yaml',
    },
  },
  FILE_OR_PLAN_MISSING: {
    what: { en: 'There is neither a menu file nor a plan to push', zh: '没有给出要推送的菜单文件或计划' },
    tryThis: {
      en: 'wxadmin menu push FILE, or wxadmin menu push --plan PLAN',
      zh: 'wxadmin menu push FILE，或 wxadmin menu push --plan PLAN',
    },
  },
  HISTORY_EMPTY: {
    what: { en: 'there is no history of {appid} on this machine', zh: '本机没有 {appid} 的历史记录' },
    why: {
      en: 'A menu is kept here when a push or a delete from this machine replaces it.',
      zh: '从本机推送或删除菜单时，被替换的菜单会保存在这里。',
    },
    tryThis: { en: 'is it the right account? wxadmin whoami', zh: '确认账号是否正确：wxadmin whoami' },
  },
  HISTORY_UNKNOWN: {
    what: { en: 'no entry of the history is called {id}', zh: '历史记录中没有 {id}' },
    tryThis: { en: 'list them: wxadmin menu history', zh: '列出历史记录：wxadmin menu history' },
  },
  HISTORY_AMBIGUOUS: {
    what: {
      en: '{id} names {count} entries of the history, and not one',
      zh: '历史记录中有 {count} 条匹配 {id}',
    },
    tryThis: { en: 'list them: wxadmin menu history', zh: '列出历史记录：wxadmin menu history' },
  },
  HISTORY_NOT_PUSHED: {
    what: {
      en: 'the entry {id} does not have the menu that was pushed: it was cut off, or written by an older wxadmin',
      zh: '历史记录 {id} 中没有当时发布的菜单：该次操作被中断，或由旧版本 wxadmin 写入',
    },
    tryThis: { en: 'list them: wxadmin menu history', zh: '列出历史记录：wxadmin menu history' },
  },
  PUSH_RESTORED: {
    what: {
      en: '{file}: call {at} of {total} failed, and the former menu was put back. {cause}',
      zh: '{file}：第 {at} 个调用（共 {total} 个）失败，已恢复原菜单。{cause}',
    },
    tryThis: { en: 'run it again: {command}', zh: '重新运行：{command}' },
  },
  FILE_EXISTS: {
    what: { en: '{file} exists already and differs', zh: '{file} 已存在且内容不同' },
    why: { en: 'It was not overwritten.', zh: '未覆盖该文件。' },
    tryThis: { en: 'another name, or --force', zh: '换一个文件名，或加上 --force' },
  },
  PAGE_EXISTS: {
    what: { en: '{file} exists already and is no menu preview', zh: '{file} 已存在，且不是菜单预览页' },
    why: { en: 'It was not overwritten.', zh: '未覆盖该文件。' },
    tryThis: { en: 'another name', zh: '换一个文件名' },
  },
  NO_ACCOUNT: {
    what: { en: 'No account is set up', zh: '尚未配置账号' },
    why: {
      en: 'There is none in the store and none in the environment.',
      zh: '本地存储和环境变量中都没有账号。',
    },
    tryThis: {
      en: 'wxadmin init, or set WXADMIN_APPID and WXADMIN_SECRET, or use the sandbox: -a sandbox',
      zh: 'wxadmin init，或设置 WXADMIN_APPID 和 WXADMIN_SECRET，或使用沙箱：-a sandbox',
    },
  },
  ACCOUNT_NOT_CHOSEN: {
    what: { en: 'No account is chosen, and none is the default', zh: '没有指定账号，也没有默认账号' },
    why: { en: 'Known: {known}', zh: '已有账号：{known}' },
    tryThis: {
      en: 'wxadmin account use NAME, or choose one with -a',
      zh: 'wxadmin account use NAME，或用 -a 指定账号',
    },
  },
  ACCOUNT_NEWER: {
    what: {
      en: 'The account {name} was written by a newer wxadmin, and this one cannot use it: {place}',
      zh: '账号 {name} 由更新版本的 wxadmin 写入，当前版本无法使用：{place}',
    },
    why: { en: 'It is kept as it is; the other accounts work.', zh: '该账号保持原样，其他账号可正常使用。' },
    tryThis: {
      en: 'update wxadmin: npm install -g wxadmin@latest, or choose another account with -a',
      zh: '升级 wxadmin：npm install -g wxadmin@latest，或用 -a 指定其他账号',
    },
  },
  NO_CREDENTIALS: {
    what: { en: 'The account {account} has no {missing}', zh: '账号 {account} 缺少 {missing}' },
    tryThis: {
      en: 'wxadmin account set {$account} --secret-stdin, or set WXADMIN_SECRET',
      zh: 'wxadmin account set {$account} --secret-stdin，或设置 WXADMIN_SECRET',
    },
  },
  NO_SECRET_GIVEN: {
    what: { en: '{appid} has no AppSecret', zh: '{appid} 没有 AppSecret' },
    why: {
      en: 'WXADMIN_APPID is set and no account in the store has it.',
      zh: '已设置 WXADMIN_APPID，但本地没有使用该 AppID 的账号。',
    },
    tryThis: {
      en: 'set WXADMIN_SECRET, or choose an account of the store with -a',
      zh: '设置 WXADMIN_SECRET，或用 -a 选择本地账号',
    },
  },
  NO_CALLBACK_TOKEN: {
    what: {
      en: 'No Token of the server configuration is known',
      zh: '没有可用的服务器配置 Token',
    },
    why: {
      en: 'Pushes are signed with it: without it they can be neither made nor checked.',
      zh: '推送以该 Token 签名，没有它就无法生成或校验推送。',
    },
    tryThis: {
      en: 'wxadmin serve (it makes one and keeps it), or --token, WXADMIN_CALLBACK_TOKEN, wxadmin account set NAME token=YOURTOKEN',
      zh: '运行 wxadmin serve（自动生成并保存），或使用 --token、WXADMIN_CALLBACK_TOKEN、wxadmin account set 名称 token=你的Token',
    },
  },
  NO_AES_KEY: {
    what: {
      en: 'Mode {mode} needs an EncodingAESKey, and none is known',
      zh: '{mode} 模式需要 EncodingAESKey，但未设置',
    },
    tryThis: {
      en: 'wxadmin serve --mode {mode} (it makes one and keeps it), or WXADMIN_AES_KEY, wxadmin account set NAME --aes-key-stdin',
      zh: '运行 wxadmin serve --mode {mode}（自动生成并保存），或设置 WXADMIN_AES_KEY，或 wxadmin account set 名称 --aes-key-stdin',
    },
  },
  CALLBACK_NEWER: {
    what: {
      en: 'The Token and EncodingAESKey of {appid} were written by a newer wxadmin, and this one cannot use them',
      zh: '{appid} 的 Token 和 EncodingAESKey 由更新版本的 wxadmin 写入，当前版本无法使用',
    },
    why: { en: 'They are kept as they are.', zh: '它们保持原样。' },
    tryThis: {
      en: 'update wxadmin: npm install -g wxadmin@latest, or set WXADMIN_CALLBACK_TOKEN and WXADMIN_AES_KEY',
      zh: '升级 wxadmin：npm install -g wxadmin@latest，或设置 WXADMIN_CALLBACK_TOKEN 和 WXADMIN_AES_KEY',
    },
  },
  CALLBACK_APPID_NEEDED: {
    what: { en: 'Mode {mode} needs an AppID', zh: '{mode} 模式需要 AppID' },
    why: {
      en: 'It is a part of every encrypted push.',
      zh: '每条加密推送中都包含 AppID。',
    },
    tryThis: {
      en: 'wxadmin init, or -a sandbox, or WXADMIN_APPID',
      zh: '运行 wxadmin init，或使用 -a sandbox，或设置 WXADMIN_APPID',
    },
  },
  TOKEN_COMMAND_FAILED: {
    what: { en: 'The token command failed: {reason}', zh: '获取 token 的命令失败：{reason}' },
    why: {
      en: 'It must exit with 0 and print a token or {"access_token":…,"expires_in":…}. By name it finds no program in the working directory, its checkout or node_modules/.bin.',
      zh: '该命令必须以 0 退出，并输出 token 或 {"access_token":…,"expires_in":…}。按名称查找程序时，不包括当前目录、所在的检出目录和 node_modules/.bin。',
    },
    tryThis: {
      en: 'run it by hand; it is the tokenSource of {account} in accounts.json, in the directory that wxadmin account path prints',
      zh: '手工运行该命令：它是 accounts.json 中 {account} 的 tokenSource，目录见 wxadmin account path',
    },
  },
  TOKEN_GIVEN_REFUSED: {
    what: {
      en: 'WeChat does not accept the token in WXADMIN_ACCESS_TOKEN: {errcode} {errmsg}',
      zh: '微信不接受 WXADMIN_ACCESS_TOKEN 中的 access_token：{errcode} {errmsg}',
    },
    why: {
      en: 'It is used as it is: wxadmin neither fetches nor refreshes one while that variable is set.',
      zh: '设置该变量后，wxadmin 直接使用其中的值，不会获取或刷新 access_token。',
    },
    tryThis: {
      en: 'unset WXADMIN_ACCESS_TOKEN, or put a current token into it',
      zh: '取消 WXADMIN_ACCESS_TOKEN，或换成有效的 access_token',
    },
  },
  WECHAT: { what: { en: 'WeChat answered {errcode} {errmsg}', zh: '微信返回 {errcode} {errmsg}' } },
  NO_MENU: {
    what: { en: '{appid} has no menu', zh: '{appid} 没有自定义菜单' },
    why: {
      en: 'None was made through the API, and none in the web console.',
      zh: '既没有通过接口创建的菜单，也没有在公众平台后台设置的菜单。',
    },
    tryThis: same('wxadmin menu push FILE'),
  },
  NETWORK_UNREACHABLE: {
    what: { en: 'Cannot reach {host}: {reason}', zh: '无法连接 {host}：{reason}' },
    why: { en: 'Nothing was sent.', zh: '没有发送任何数据。' },
    tryThis: { en: 'check the network, the firewall and the proxy', zh: '检查网络、防火墙和代理' },
  },
  NETWORK_DNS: {
    what: { en: 'The name {host} cannot be resolved', zh: '无法解析域名 {host}' },
    tryThis: {
      en: 'check DNS and the spelling; behind a proxy set HTTPS_PROXY',
      zh: '检查 DNS 和拼写；如需代理请设置 HTTPS_PROXY',
    },
  },
  NETWORK_TLS: {
    what: { en: 'The TLS connection to {host} failed: {reason}', zh: '与 {host} 的 TLS 连接失败：{reason}' },
    why: {
      en: 'Something between here and WeChat may be reading the traffic, or the clock is wrong.',
      zh: '可能有中间设备拦截流量，或本机时间不正确。',
    },
    tryThis: {
      en: 'check the clock; for a company proxy set NODE_EXTRA_CA_CERTS',
      zh: '检查系统时间；公司代理请设置 NODE_EXTRA_CA_CERTS',
    },
  },
  NETWORK_TIMEOUT: {
    what: {
      en: '{host} did not answer {path} within {seconds} s',
      zh: '{host} 在 {seconds} 秒内没有响应 {path}',
    },
    tryThis: {
      en: 'run it again, or give it longer: --timeout {longer}',
      zh: '重试，或延长时限：--timeout {longer}',
    },
  },
  NETWORK_TIMEOUT_WRITE: {
    what: {
      en: '{host} did not answer {path} within {seconds} s',
      zh: '{host} 在 {seconds} 秒内没有响应 {path}',
    },
    why: {
      en: 'The call writes and may have taken effect all the same, so it was not repeated.',
      zh: '这是写操作，可能已经生效，因此没有自动重试。',
    },
    tryThis: {
      en: 'look at what is there now, then run it again, with --timeout {longer}',
      zh: '先查看当前状态，再加上 --timeout {longer} 重试',
    },
  },
  NETWORK_DROPPED: {
    what: { en: 'The connection to {host} was cut: {reason}', zh: '与 {host} 的连接被中断：{reason}' },
    tryThis: { en: 'run it again; behind a proxy check its log', zh: '重试；如使用代理请检查其日志' },
  },
  NETWORK_PROXY: {
    what: {
      en: 'The proxy {proxy} refused to connect to {host}: {reason}',
      zh: '代理 {proxy} 拒绝连接 {host}：{reason}',
    },
    why: { en: 'The proxy answered, not WeChat.', zh: '应答来自代理，而不是微信。' },
    tryThis: {
      en: "look into the proxy's log, or go without it: --proxy direct (NO_PROXY names hosts to reach directly)",
      zh: '查看代理的日志，或不使用代理：--proxy direct（NO_PROXY 可指定直连的主机）',
    },
  },
  NETWORK_PROXY_UNREACHABLE: {
    what: { en: 'Cannot reach the proxy {proxy}: {reason}', zh: '无法连接代理 {proxy}：{reason}' },
    why: {
      en: 'Nothing was sent, neither to the proxy nor to WeChat.',
      zh: '没有向代理或微信发送任何数据。',
    },
    tryThis: {
      en: 'check that it runs and its address: {given}http://HOST:PORT; or --proxy direct',
      zh: '检查代理是否运行、地址是否正确：{given}http://HOST:PORT；或 --proxy direct',
    },
  },
  NETWORK_PROXY_TIMEOUT: {
    what: {
      en: 'The proxy {proxy} did not answer within {seconds} s',
      zh: '代理 {proxy} 在 {seconds} 秒内没有响应',
    },
    why: {
      en: 'It was the proxy that kept silent: WeChat was not reached.',
      zh: '没有响应的是代理，请求尚未到达微信。',
    },
    tryThis: {
      en: 'check that an HTTP proxy listens there, or go without it: --proxy direct',
      zh: '检查该地址是否为 HTTP 代理，或不使用代理：--proxy direct',
    },
  },
  NETWORK_PROXY_TLS: {
    what: {
      en: 'The TLS connection to the proxy {proxy} failed: {reason}',
      zh: '与代理 {proxy} 的 TLS 连接失败：{reason}',
    },
    why: {
      en: 'This is about the certificate of the proxy, not of WeChat.',
      zh: '出错的是代理的证书，而不是微信的证书。',
    },
    tryThis: {
      en: 'name its CA in NODE_EXTRA_CA_CERTS; where the proxy does not speak TLS: {given}{plain}',
      zh: '用 NODE_EXTRA_CA_CERTS 指定其 CA 证书；如果代理不使用 TLS：{given}{plain}',
    },
  },
  NETWORK_PROXY_NOT_HTTP: {
    what: {
      en: '{proxy} does not answer as an HTTP proxy: {reason}',
      zh: '{proxy} 的应答不是 HTTP 代理的应答：{reason}',
    },
    why: {
      en: 'SOCKS is not supported; a proxy that speaks TLS is given as https://HOST:PORT.',
      zh: '不支持 SOCKS；使用 TLS 的代理要写成 https://HOST:PORT。',
    },
    tryThis: {
      en: 'give the address and the port of an HTTP proxy: {given}http://HOST:PORT; or --proxy direct',
      zh: '填写 HTTP 代理的地址和端口：{given}http://HOST:PORT；或 --proxy direct',
    },
  },
  NETWORK_PROXY_AUTH: {
    what: {
      en: 'The proxy {proxy} wants a user name and a password: HTTP 407',
      zh: '代理 {proxy} 要求用户名和密码：HTTP 407',
    },
    why: {
      en: 'None were given. In USER and PASS, characters such as @ : / # % are percent-encoded: @ is %40.',
      zh: '当前没有提供。USER 和 PASS 中的 @ : / # % 等字符要做百分号编码，例如 @ 写作 %40。',
    },
    tryThis: same('{given}{wanted}'),
  },
  NETWORK_PROXY_PASSWORD: {
    what: {
      en: 'The proxy {proxy} does not accept the user name and the password: HTTP 407',
      zh: '代理 {proxy} 不接受当前的用户名和密码：HTTP 407',
    },
    why: {
      en: 'In USER and PASS, characters such as @ : / # % are percent-encoded: @ is %40.',
      zh: 'USER 和 PASS 中的 @ : / # % 等字符要做百分号编码，例如 @ 写作 %40。',
    },
    tryThis: same('{given}{wanted}'),
  },
  NETWORK_PROXY_SCHEME: {
    what: {
      en: 'The proxy {proxy} wants {schemes}, which is not supported: HTTP 407',
      zh: '代理 {proxy} 要求 {schemes} 认证，暂不支持：HTTP 407',
    },
    why: {
      en: 'Basic alone is supported: a user name and a password, as in {wanted}.',
      zh: '只支持 Basic，即用户名和密码，例如 {wanted}。',
    },
    tryThis: {
      en: 'a proxy that takes Basic, or a relay on this machine that signs in for you (cntlm, px): {given}http://127.0.0.1:3128',
      zh: '换用支持 Basic 的代理，或在本机运行代为认证的中继（cntlm、px）：{given}http://127.0.0.1:3128',
    },
  },
  NETWORK_TUNNEL_CUT: {
    what: {
      en: 'The proxy {proxy} opened the connection to {host} and then cut it: {reason}',
      zh: '代理 {proxy} 建立到 {host} 的连接后又将其断开：{reason}',
    },
    why: { en: 'Nothing was sent to WeChat.', zh: '没有向微信发送任何数据。' },
    tryThis: {
      en: "look into the proxy's log (does it allow {host}?), or go without it: --proxy direct",
      zh: '查看代理的日志（是否允许访问 {host}），或不使用代理：--proxy direct',
    },
  },
  NETWORK_TUNNEL_NOT_TLS: {
    what: {
      en: 'The proxy {proxy} answered with something of its own in place of {host}: {reason}',
      zh: '代理 {proxy} 没有转发到 {host}，而是返回了自己的内容：{reason}',
    },
    why: {
      en: 'Often it is a page to sign in on, or the port of a web server. Nothing was sent to WeChat.',
      zh: '通常是登录页面，或该端口是网页服务器。没有向微信发送任何数据。',
    },
    tryThis: {
      en: 'sign in to the network in a browser, check the port, or go without the proxy: --proxy direct',
      zh: '用浏览器登录网络，检查端口，或不使用代理：--proxy direct',
    },
  },
  NETWORK_TUNNEL_TIMEOUT: {
    what: {
      en: '{host} did not answer through the proxy {proxy} within {seconds} s',
      zh: '{host} 经代理 {proxy} 在 {seconds} 秒内没有响应',
    },
    why: {
      en: 'The proxy had opened the connection, but nothing came back through it. Nothing was sent to WeChat.',
      zh: '代理已建立连接，但没有任何数据返回。没有向微信发送任何数据。',
    },
    tryThis: {
      en: "look into the proxy's log, go without it: --proxy direct, or wait longer: --timeout {longer}",
      zh: '查看代理的日志，不使用代理：--proxy direct，或延长时限：--timeout {longer}',
    },
  },
  TUNNEL_FAILED: {
    what: {
      en: 'The tunnel client has ended ({reason}): {said}',
      zh: '内网穿透命令已退出（{reason}）：{said}',
    },
    why: {
      en: 'Without it WeChat does not reach this endpoint.',
      zh: '没有内网穿透，微信无法访问本接口。',
    },
    tryThis: {
      en: 'run the command by hand; it has to stay in the foreground. Where there is a public address already: --public-url',
      zh: '手工运行该命令，它须保持在前台运行；已有公网地址时使用 --public-url',
    },
  },
  ENDPOINT_UNREACHABLE: {
    what: { en: '{url} did not answer: {why}', zh: '{url} 没有应答：{why}' },
    tryThis: {
      en: '{fix}; another address is named with --to',
      zh: '{fix}；其他地址请用 --to 指定',
    },
  },
  ENDPOINT_SILENT: {
    what: { en: '{url} did not answer: {why}', zh: '{url} 没有应答：{why}' },
    why: {
      en: 'WeChat waits 5 s, tries three times, and tells the user that the account is out of service.',
      zh: '微信等待 5 秒，共尝试 3 次，之后用户会看到“该公众号暂时无法提供服务”。',
    },
    tryThis: {
      en: '{fix}; to wait longer here: --timeout 30',
      zh: '{fix}；如需在此等待更久：--timeout 30',
    },
  },
  NETWORK_STATUS: {
    what: { en: '{host} answered HTTP {status} to {path}', zh: '{host} 对 {path} 返回 HTTP {status}' },
    why: {
      en: 'WeChat answers its errors with 200: this comes from its gateway or from a proxy.',
      zh: '微信的错误以 200 返回：这个状态来自其网关或某个代理。',
    },
    tryThis: {
      en: 'run it again in a moment; check the proxy and the API base',
      zh: '稍后重试；检查代理和 API 地址',
    },
  },
  NOT_JSON: {
    what: {
      en: '{host} answered {path} with something that is not JSON: {start}',
      zh: '{host} 对 {path} 的响应不是 JSON：{start}',
    },
    why: { en: 'A proxy or a login page may stand in between.', zh: '中间可能有代理或登录页面。' },
    tryThis: {
      en: 'the same command with --debug; check the proxy and the API base',
      zh: '加上 --debug 再运行；检查代理和 API 地址',
    },
  },
  ANSWER_INCOMPLETE: {
    what: {
      en: 'The answer of {host} to {path} is incomplete: {reason}',
      zh: '{host} 对 {path} 的响应不完整：{reason}',
    },
    tryThis: { en: 'run it again', zh: '重试' },
  },
  ANSWER_TOO_LARGE: {
    what: {
      en: 'The answer of {host} to {path} is larger than {limit} bytes',
      zh: '{host} 对 {path} 的响应超过 {limit} 字节',
    },
    tryThis: { en: 'check the API base', zh: '检查 API 地址' },
  },
  ANSWER_TOO_DEEP: {
    what: {
      en: 'The answer of {host} to {path} is nested more than {limit} levels deep',
      zh: '{host} 对 {path} 的响应嵌套超过 {limit} 层',
    },
    why: {
      en: 'WeChat answers nothing like it, so it was not read.',
      zh: '微信不会返回这样的内容，因此未读取。',
    },
    tryThis: {
      en: 'check the proxy and the API base; a menu that is broken like this can be removed: wxadmin menu delete --yes',
      zh: '检查代理和 API 地址；如果线上菜单本身如此，可将其删除：wxadmin menu delete --yes',
    },
  },
  USAGE: {
    what: same('{problem}'),
    tryThis: same('{help}'),
  },
  ANSWER_MISSING: {
    what: {
      en: 'An answer is missing, and there is no terminal to ask on',
      zh: '缺少必要的输入，但当前没有可交互的终端',
    },
    tryThis: { en: 'give it with {flag}', zh: '用 {flag} 指定' },
  },
  TERMINAL_NEEDED: {
    what: {
      en: 'menu new asks its questions on a terminal, and there is none',
      zh: 'menu new 需要在终端中逐步询问，但当前没有可交互的终端',
    },
    why: {
      en: 'A menu file can be written by hand as well; what may stand in it: wxadmin menu schema',
      zh: '菜单文件也可以手写，可用字段见 wxadmin menu schema',
    },
    tryThis: {
      en: 'a file to start from: wxadmin init --name sandbox -o {$file}',
      zh: '生成一个示例文件：wxadmin init --name sandbox -o {$file}',
    },
  },
  ACCOUNT_UNKNOWN: {
    what: { en: 'There is no account called {name}', zh: '没有名为 {name} 的账号' },
    why: { en: 'Known: {known}', zh: '已有账号：{known}' },
    tryThis: same('wxadmin account list'),
  },
  ACCOUNT_EXISTS: {
    what: { en: 'There is an account called {name} already', zh: '账号 {name} 已存在' },
    tryThis: {
      en: 'another name, or: wxadmin account set {$name} …',
      zh: '换一个名称，或：wxadmin account set {$name} …',
    },
  },
  ACCOUNT_RESERVED: {
    what: {
      en: 'The account {name} is built in and cannot be changed',
      zh: '账号 {name} 是内置账号，不能修改',
    },
    tryThis: { en: 'another name', zh: '换一个名称' },
  },
  ACCOUNT_AMBIGUOUS: {
    what: {
      en: 'WXADMIN_APPID says {appid}, but WXADMIN_ACCOUNT={name} is {other}',
      zh: 'WXADMIN_APPID 是 {appid}，但 WXADMIN_ACCOUNT={name} 的 appid 是 {other}',
    },
    why: {
      en: 'It is not clear which account is meant, so nothing was sent.',
      zh: '无法确定要使用哪个账号，因此没有发送任何请求。',
    },
    tryThis: { en: 'unset one of the two, or choose with -a', zh: '取消其中一个，或用 -a 指定账号' },
  },
  ACCOUNT_NAME_INVALID: {
    what: { en: '{name} cannot be the name of an account', zh: '{name} 不能用作账号名称' },
    why: {
      en: 'A name has 1 to 64 letters, digits, - and _, and begins with a letter or a digit.',
      zh: '名称由 1 到 64 个字母、数字、- 和 _ 组成，并以字母或数字开头。',
    },
    tryThis: { en: 'a name such as prod or test-1', zh: '换一个名称，例如 prod 或 test-1' },
  },
  SETTING_NOT_PAIR: {
    what: { en: 'A setting is written key=value', zh: '设置项的写法是 key=value' },
    why: { en: 'Settings: {known}', zh: '可用设置项：{known}' },
    tryThis: same('wxadmin account set {$account} mode=safe'),
  },
  PUSH_TYPE_UNKNOWN: {
    what: { en: 'There is no message or event called {type}', zh: '没有名为 {type} 的消息或事件' },
    tryThis: {
      en: 'wxadmin trigger --list; an event of another name: wxadmin trigger --raw FILE',
      zh: 'wxadmin trigger --list；推送其他事件：wxadmin trigger --raw 文件',
    },
  },
  PUSH_TYPE_MISTYPED: {
    what: { en: 'There is no message or event called {type}', zh: '没有名为 {type} 的消息或事件' },
    why: { en: 'All of them: wxadmin trigger --list', zh: '全部类型：wxadmin trigger --list' },
    tryThis: same('wxadmin trigger {suggestion}'),
  },
  PUSH_FIELD_INVALID: {
    what: { en: '--set {setting}: {fault}', zh: '--set {setting}：{fault}' },
    why: { en: 'Fields of {type}: {fields}', zh: '{type} 的字段：{fields}' },
    tryThis: {
      en: '--set path=value, its names joined by dots: --set ScanCodeInfo.ScanResult=1',
      zh: '--set PATH=VALUE，各级名称以点号相连：--set ScanCodeInfo.ScanResult=1',
    },
  },
  EDIT_NEEDS_TERMINAL: {
    what: {
      en: '--edit opens an editor on a terminal, and there is none',
      zh: '--edit 需要在终端中打开编辑器，但当前没有可交互的终端',
    },
    tryThis: {
      en: '--set path=value for single fields, or --raw FILE for a whole document',
      zh: '用 --set PATH=VALUE 修改字段，或用 --raw FILE 指定整个文档',
    },
  },
  LOAD_REFUSED: {
    what: {
      en: '{url} is neither on this machine nor the endpoint of the account: no load is sent there',
      zh: '{url} 既不在本机，也不是该账号的接口，不会对其进行压测',
    },
    why: {
      en: '--repeat is for what is yours. Nothing was sent.',
      zh: '--repeat 只能用于自己的接口。没有发送任何请求。',
    },
    tryThis: {
      en: 'where it is yours: wxadmin account set NAME callback-url={$url}',
      zh: '如果是您的接口：wxadmin account set 名称 callback-url={$url}',
    },
  },
  OPTIONS_CONFLICT: {
    what: { en: '{first} and {second} exclude each other', zh: '{first} 和 {second} 不能同时使用' },
    tryThis: { en: 'one of the two at a time', zh: '每次只用其中一个' },
  },
  OPTION_NEEDS: {
    what: { en: '{option} needs {other}', zh: '{option} 须与 {other} 一起使用' },
    tryThis: { en: 'add {other}, or leave out {option}', zh: '加上 {other}，或去掉 {option}' },
  },
  DASH_REFUSED: {
    what: {
      en: '{option} needs a file name or directory name; "-" has no meaning there',
      zh: '{option} 需要文件名或目录名，"-" 在这里没有意义',
    },
    tryThis: {
      en: 'a name; ./- for one that is really called so',
      zh: '请指定名称；如果名称确实是 -，请写成 ./-',
    },
  },
  STDIN_TWICE: {
    what: {
      en: '{first} and {second} are both to be read from stdin',
      zh: '{first} 和 {second} 都要从 stdin 读取',
    },
    why: { en: 'stdin can be read once.', zh: 'stdin 只能读取一次。' },
    tryThis: { en: 'a file for one of the two', zh: '其中一个改用文件' },
  },
  VARIABLE_INVALID: {
    what: { en: 'A variable of --var has no valid name', zh: '--var 的变量名无效' },
    why: {
      en: 'Names have letters, digits and _, and begin with no digit.',
      zh: '变量名由字母、数字和下划线组成，且不能以数字开头。',
    },
    tryThis: { en: '--var NAME, or --var NAME=VALUE', zh: '--var NAME 或 --var NAME=VALUE' },
  },
  VARIABLE_RESERVED: {
    what: { en: '{name} is never filled into a menu', zh: '{name} 不能填入菜单' },
    why: {
      en: "Variables that begin with WXADMIN_ are wxadmin's own, secrets among them, and a menu is public.",
      zh: '以 WXADMIN_ 开头的变量属于 wxadmin 自身，其中有密钥，而菜单是公开的。',
    },
    tryThis: { en: 'another name', zh: '换一个变量名' },
  },
  SETTING_UNKNOWN: {
    what: { en: '{name} is not a setting', zh: '{name} 不是有效的设置项' },
    why: { en: 'Settings: {known}', zh: '可用设置项：{known}' },
    tryThis: same('wxadmin account set --help'),
  },
  SETTING_MISTYPED: {
    what: { en: '{name} is not a setting', zh: '{name} 不是有效的设置项' },
    why: { en: 'Settings: {known}', zh: '可用设置项：{known}' },
    tryThis: { en: 'did you mean {suggestion}?', zh: '是否应为 {suggestion}？' },
  },
  SECRET_AS_ARGUMENT: {
    what: {
      en: '{name} is a secret and not accepted as an argument',
      zh: '{name} 属于密钥，不能作为命令行参数',
    },
    why: {
      en: 'Arguments are seen by other users (ps) and kept in the shell history.',
      zh: '命令行参数会被其他用户看到（ps），并保存在 shell 历史中。',
    },
    tryThis: {
      en: '{flag} (from stdin), a file, the environment, or the prompt',
      zh: '{flag}（从 stdin 读取）、文件、环境变量或交互输入',
    },
  },
  SANDBOX_BASE_REFUSED: {
    what: {
      en: 'The account sandbox is on this machine, and {origin} is {base}',
      zh: '账号 sandbox 只在本机，而 {origin} 是 {base}',
    },
    why: {
      en: 'Its AppID and AppSecret mean nothing anywhere else.',
      zh: '它的 AppID 和 AppSecret 在其他地方无效。',
    },
    tryThis: {
      en: 'unset {origin}, or set it to the address that wxadmin sandbox prints, or name another account with -a',
      zh: '取消设置 {origin}，或设为 wxadmin sandbox 输出的地址，或用 -a 指定其他账号',
    },
  },
  SANDBOX_NOT_PLAYED: {
    what: {
      en: 'The sandbox does not play this endpoint: {method} {path}',
      zh: '沙箱不支持该接口：{method} {path}',
    },
    why: {
      en: 'It plays {count} others, of these groups: {plays}',
      zh: '沙箱支持 {count} 个其他接口，属于以下几组：{plays}',
    },
    tryThis: {
      en: 'wxadmin sandbox --help lists them; with a real or test account: -a NAME',
      zh: 'wxadmin sandbox --help 列出这些接口；或使用正式账号或测试号：-a NAME',
    },
  },
  SCOPE_OF_WEBSITE: {
    what: {
      en: 'The scope {scope} is for website apps, not for pages of an official account',
      zh: '{scope} 是网站应用的 scope，不能用于公众号网页',
    },
    why: {
      en: 'A website app of the WeChat Open Platform has its own AppID and its own page, /connect/qrconnect; with an official account WeChat answers 10005.',
      zh: '网站应用在微信开放平台注册，使用自己的 AppID 和 /connect/qrconnect 页面；公众号使用它会返回 10005。',
    },
    tryThis: same('--scope {$suggestion}'),
  },
  SCOPE_OF_MINI_PROGRAM: {
    what: {
      en: 'The scope {scope} is for mini programs, not for pages of an official account',
      zh: '{scope} 是小程序的 scope，不能用于公众号网页',
    },
    why: {
      en: 'A mini program asks with wx.authorize; a page asks with snsapi_base or snsapi_userinfo.',
      zh: '小程序通过 wx.authorize 请求授权；网页使用 snsapi_base 或 snsapi_userinfo。',
    },
    tryThis: same('--scope {$suggestion}'),
  },
  SCOPE_OF_WECOM: {
    what: {
      en: 'The scope {scope} is for WeCom, not for pages of an official account',
      zh: '{scope} 是企业微信的 scope，不能用于公众号网页',
    },
    why: {
      en: 'WeCom has its own web authorization, with a corp ID and an agent ID.',
      zh: '企业微信有自己的网页授权，使用企业 ID 和应用 ID。',
    },
    tryThis: same('--scope {$suggestion}'),
  },
  SCOPE_UNKNOWN: {
    what: {
      en: '{scope} is not a scope of web authorization',
      zh: '{scope} 不是网页授权的 scope',
    },
    why: {
      en: 'snsapi_base tells the openid alone and asks nobody; snsapi_userinfo asks the user, and tells name and picture.',
      zh: 'snsapi_base 静默授权，只返回 openid；snsapi_userinfo 需用户同意，可获取昵称和头像。',
    },
    tryThis: same('--scope {$suggestion}'),
  },
  API_BASE_REFUSED: {
    what: {
      en: "The API base {base} from {origin} is neither WeChat's nor on this machine",
      zh: '来自 {origin} 的 API 地址 {base} 既不是微信域名也不是本机地址',
    },
    why: {
      en: 'The secret would be sent there, so another address must be set on the account itself.',
      zh: '密钥会被发送到该地址，因此其他地址必须明确配置在账号上。',
    },
    tryThis: {
      en: 'wxadmin account set NAME api-base={$base}',
      zh: 'wxadmin account set NAME api-base={$base}',
    },
  },
  LENT_SECRET_REFUSED: {
    what: {
      en: "{name} is not sent to {base}, the API base of the account {account}: it is neither WeChat's nor on this machine",
      zh: '{name} 不会发送到账号 {account} 的 API 地址 {base}：该地址既不是微信域名也不是本机地址',
    },
    why: {
      en: 'An address in the store is used with the secret of the same account. The environment must name the address as well.',
      zh: '本地存储中的地址只与同一账号的密钥一起使用；环境变量也必须指定该地址。',
    },
    tryThis: {
      en: 'unset {name}, or where the address is right: WXADMIN_API_BASE={$base}',
      zh: 'unset {name}；如果该地址正确：WXADMIN_API_BASE={$base}',
    },
  },
  PROXY_CLEARTEXT: {
    what: {
      en: 'The secret would pass the proxy {proxy} in clear text: {base} is not https',
      zh: '密钥将以明文经过代理 {proxy}：{base} 不是 https',
    },
    tryThis: {
      en: 'an https API base, or name the host in NO_PROXY',
      zh: '使用 https 的 API 地址，或将该主机加入 NO_PROXY',
    },
  },
  PROXY_INVALID: {
    what: { en: '{name} is not the address of a proxy', zh: '{name} 不是有效的代理地址' },
    why: {
      en: 'In a user name and a password, characters such as @ : / ? # % are percent-encoded: @ is %40.',
      zh: '用户名和密码中的 @ : / ? # % 等字符要做百分号编码，例如 @ 写作 %40。',
    },
    tryThis: {
      en: 'http://HOST:PORT, http://USER:PASS@HOST:PORT, or direct for none',
      zh: 'http://HOST:PORT、http://USER:PASS@HOST:PORT，或用 direct 表示直连',
    },
  },
  PROXY_UNSUPPORTED: {
    what: {
      en: '{name} is a {kind} proxy, which is not supported',
      zh: '{name} 是 {kind} 代理，暂不支持',
    },
    why: {
      en: 'Supported are http:// and https:// proxies. Programs that offer SOCKS often have an HTTP port as well.',
      zh: '只支持 http:// 和 https:// 代理。提供 SOCKS 的程序通常也有 HTTP 端口。',
    },
    tryThis: {
      en: 'http://HOST:PORT, or direct for none',
      zh: 'http://HOST:PORT，或用 direct 表示直连',
    },
  },
  SCENE_LENGTH: {
    what: {
      en: 'The scene has {length} characters; it may have {least} to {most}',
      zh: '场景值有 {length} 个字符，允许 {least} 至 {most} 个',
    },
    tryThis: {
      en: 'a shorter one: a key under which you keep the rest',
      zh: '使用更短的场景值，例如仅保存一个编号，其余内容自行存储',
    },
  },
  VALUE_INVALID: {
    what: { en: '{name} is invalid: {reason}', zh: '{name} 无效：{reason}' },
    tryThis: { en: '{expected}', zh: '{expected}' },
  },
  CONFIG_DIR_RELATIVE: {
    what: {
      en: 'WXADMIN_CONFIG_DIR must be an absolute path; this is {value}',
      zh: 'WXADMIN_CONFIG_DIR 必须是绝对路径，当前为 {value}',
    },
    why: {
      en: 'A relative one would be another store in each directory, and put secrets into a checkout.',
      zh: '相对路径会使每个目录各有一份存储，并可能把密钥写入代码仓库。',
    },
    tryThis: same('WXADMIN_CONFIG_DIR="{absolute}"'),
  },
  HOME_UNKNOWN: {
    what: {
      en: 'There is no home directory for the store: {name} is "{value}", not an absolute path',
      zh: '找不到用于存储的主目录：{name} 为 "{value}"，不是绝对路径',
    },
    tryThis: {
      en: 'set {name} or WXADMIN_CONFIG_DIR to an absolute path',
      zh: '将 {name} 或 WXADMIN_CONFIG_DIR 设为绝对路径',
    },
  },
  APPID_INVALID: {
    what: { en: '{name} is not an AppID', zh: '{name} 不是有效的 AppID' },
    why: {
      en: 'An AppID is wx and 16 hex digits, such as wx0123456789abcdef.',
      zh: 'AppID 由 wx 加 16 位十六进制字符组成，例如 wx0123456789abcdef。',
    },
    tryThis: {
      en: `copy it, without quotes, in ${places.credentials.en}, of a test account on ${consoles.test.en}`,
      zh: `在${places.credentials.zh}中复制 AppID（不带引号），测试号的在${consoles.test.zh}`,
    },
  },
  APPID_IS_SECRET: {
    what: {
      en: 'The AppID given with {name} looks like an AppSecret',
      zh: '{name} 指定的 AppID 看起来是 AppSecret',
    },
    why: {
      en: 'An AppID begins with wx; 32 hex digits are an AppSecret. The two may have been swapped.',
      zh: 'AppID 以 wx 开头，32 位十六进制字符是 AppSecret。两者可能填反了。',
    },
    tryThis: {
      en: 'give the AppID there, and the AppSecret with --secret-stdin or WXADMIN_SECRET',
      zh: '此处填写 AppID，AppSecret 用 --secret-stdin 或 WXADMIN_SECRET 提供',
    },
  },
  APPID_IS_ORIGINAL_ID: {
    what: {
      en: '{name}: "{value}" is the original id (原始ID), not the AppID',
      zh: '{name}：“{value}”是原始ID，不是 AppID',
    },
    why: {
      en: 'Both are shown in the console; an AppID begins with wx.',
      zh: '两者都显示在后台中，AppID 以 wx 开头。',
    },
    tryThis: {
      en: `copy the AppID in ${places.credentials.en}, of a test account on ${consoles.test.en}`,
      zh: `在${places.credentials.zh}中复制 AppID，测试号的在${consoles.test.zh}`,
    },
  },
  SECRET_INVALID: {
    what: {
      en: 'The text of {name} is not an AppSecret: it is empty, or holds white space or control characters',
      zh: '{name} 的内容不是 AppSecret（为空，或包含空白字符或控制字符）',
    },
    why: { en: 'An AppSecret is one word of 32 hex digits.', zh: 'AppSecret 是一串 32 位十六进制字符。' },
    tryThis: {
      en: 'give the secret alone, without its name and without quotes',
      zh: '只提供密钥本身，不要带名称和引号',
    },
  },
  CALLBACK_TOKEN_INVALID: {
    what: {
      en: '{name} is not a Token of the server configuration',
      zh: '{name} 不是有效的服务器配置 Token',
    },
    why: { en: 'It must be 3 to 32 letters and digits.', zh: 'Token 必须是 3 到 32 个字母或数字。' },
    tryThis: {
      en: 'a Token of letters and digits alone, without quotes and without its name',
      zh: '只使用字母和数字，不要带引号和名称',
    },
  },
  AES_KEY_INVALID: {
    what: { en: '{name} is not an EncodingAESKey', zh: '{name} 不是有效的 EncodingAESKey' },
    why: {
      en: 'It must be 43 letters and digits; this has {length} {length?character:characters}.',
      zh: '必须是 43 个字母或数字；当前长度为 {length}。',
    },
    tryThis: {
      en: `copy the whole EncodingAESKey, without quotes, in ${places.serverConfiguration.en}`,
      zh: `在${places.serverConfiguration.zh}中完整复制 EncodingAESKey（不带引号）`,
    },
  },
  FAULT_INVALID: {
    what: { en: '{fault} is not a fault', zh: '{fault} 不是有效的故障' },
    why: { en: 'Expected: {expected}', zh: '格式：{expected}' },
    tryThis: same('wxadmin help faults'),
  },
  VALUE_OUT_OF_RANGE: {
    what: {
      en: '{name} {value} is not a number from {least} to {most}',
      zh: '{name} {value} 不是 {least} 到 {most} 之间的数字',
    },
    tryThis: same('{name} {nearest}'),
  },
  NO_ERROR_CODE: {
    what: { en: 'There is no error code in {source}', zh: '{source} 中没有找到错误码' },
    why: {
      en: 'It holds no number that is marked as an errcode ("errcode":40164), and no message of WeChat that is known.',
      zh: '其中没有标明为错误码的数字（例如 "errcode":40164），也没有已知的微信提示文字。',
    },
    tryThis: {
      en: 'wxadmin explain with the number alone, or pipe the whole answer into wxadmin explain',
      zh: 'wxadmin explain 加上数字本身，或将完整响应通过管道传给 wxadmin explain',
    },
  },
  FILE_UNREADABLE: {
    what: { en: 'Cannot read {file}: {reason}', zh: '无法读取 {file}：{reason}' },
    tryThis: { en: 'check the path and its permissions', zh: '检查路径和权限' },
  },
  FILE_OUTSIDE: {
    what: {
      en: '{file} is a link that leads out of {root}, and is not followed',
      zh: '{file} 是指向 {root} 之外的符号链接，未跟随',
    },
    why: {
      en: 'A checkout may have been prepared by anybody, to have a file of yours shown, sent or replaced.',
      zh: '检出的目录可能由他人准备，借此显示、发送或覆盖你的其他文件。',
    },
    tryThis: {
      en: 'put the file itself there, or name the one that is meant',
      zh: '把文件本身放在那里，或直接写出要用的文件',
    },
  },
  PUSH_INVALID: {
    what: { en: '{file} is no push that can be sent: {fault}', zh: '{file} 不是可发送的推送：{fault}' },
    tryThis: {
      en: 'an <xml> document; only --mode plain sends anything else as it is (trigger --raw)',
      zh: '应为 <xml> 文档；仅 --mode plain 可原样发送其他内容（trigger --raw）',
    },
  },
  MENU_INVALID: {
    what: { en: '{count} {count?error:errors} in {files}', zh: '{files} 中有 {count} 个错误' },
    why: { en: 'Nothing was sent to WeChat.', zh: '没有向微信发送任何请求。' },
    tryThis: {
      en: 'mend the places above, then: {check}',
      zh: '修正上述位置后运行：{check}',
    },
  },
  RULES_INVALID: {
    what: { en: '{count} {count?error:errors} in {file}', zh: '{file} 中有 {count} 个错误' },
    tryThis: {
      en: 'mend the places above, then: wxadmin serve --reply {$file} --check',
      zh: '修正上述位置后运行：wxadmin serve --reply {$file} --check',
    },
  },
  APPID_UNKNOWN: {
    what: {
      en: '{file} has oauth: or media: buttons, and the AppID of the account is not known',
      zh: '{file} 含有 oauth: 或 media: 按钮，但当前账号的 AppID 未知',
    },
    why: { en: 'Only an access token was given.', zh: '当前只提供了 access_token。' },
    tryThis: { en: 'set WXADMIN_APPID as well', zh: '同时设置 WXADMIN_APPID' },
  },
  MEDIA_INVALID: {
    what: { en: 'WeChat does not take {file}: {reason}', zh: '微信不接受 {file}：{reason}' },
    why: { en: 'Nothing was sent to WeChat.', zh: '没有向微信发送任何请求。' },
    tryThis: {
      en: 'an image of 10 MB (png, jpg, gif, bmp), a voice of 2 MB and 60 s (mp3, wma, wav, amr), a video of 10 MB (mp4) or a thumb of 64 KB (jpg)',
      zh: '图片 10 MB 以内（png、jpg、gif、bmp），语音 2 MB、60 秒以内（mp3、wma、wav、amr），视频 10 MB 以内（mp4），缩略图 64 KB 以内（jpg）',
    },
  },
  MEDIA_CHANGED: {
    what: {
      en: '{file} is no longer the file that was planned with',
      zh: '{file} 的内容与制定计划时不一致',
    },
    why: { en: 'It was not uploaded, and the menu was not changed.', zh: '没有上传该文件，菜单也没有变化。' },
    tryThis: {
      en: 'make the plan anew and look at it: wxadmin menu push FILE --dry-run, or --plan PLAN',
      zh: '重新生成并确认变更计划：wxadmin menu push FILE --dry-run 或 --plan PLAN',
    },
  },
  TAG_UNKNOWN: {
    what: {
      en: '{files} names {count} {count?tag:tags} that the account does not have',
      zh: '{files} 中有 {count} 个标签在该账号中不存在',
    },
    why: {
      en: "Only the account's tags were read; nothing was written.",
      zh: '只读取了账号的标签，没有写入任何内容。',
    },
    tryThis: {
      en: 'name one of its tags, or create it: wxadmin api POST /cgi-bin/tags/create -f tag.name=NAME',
      zh: '改用已有标签，或创建标签：wxadmin api POST /cgi-bin/tags/create -f tag.name=NAME',
    },
  },
  STATE_UNKNOWN: {
    what: {
      en: 'The state {state} is none that is waited for: the code was not exchanged',
      zh: 'state {state} 不是正在等待的值，未换取 code',
    },
    why: {
      en: 'A redirect that somebody else made looks like this. A remembered state is good for one exchange, for an hour.',
      zh: '他人伪造的跳转会出现这种情况。记住的 state 只能使用一次，有效期 1 小时。',
    },
    tryThis: {
      en: 'a new link: wxadmin oauth url REDIRECT --state auto; if you checked the state yourself, give the code alone: wxadmin oauth exchange CODE',
      zh: '重新生成链接：wxadmin oauth url REDIRECT --state auto；若已自行校验 state，只提供 code：wxadmin oauth exchange CODE',
    },
  },
  LOGIN_DENIED: {
    what: { en: 'The redirect came without a code', zh: '跳转没有带回 code' },
    why: { en: 'The user did not agree.', zh: '用户没有同意授权。' },
    tryThis: {
      en: 'wxadmin oauth login once more, and agree; for the openid alone nobody is asked: --scope snsapi_base',
      zh: '重新运行 wxadmin oauth login 并同意授权；只需 openid 时可静默授权：--scope snsapi_base',
    },
  },
  USER_DECLINED: {
    what: { en: 'The user declined the authorization', zh: '用户拒绝了授权' },
    why: {
      en: 'WeChat redirected with the word authdeny in place of a code; no call was made.',
      zh: '微信跳转时带回的是 authdeny，而不是 code；未调用任何接口。',
    },
    tryThis: {
      en: 'open the authorize link again and agree; for the openid alone nobody is asked: --scope snsapi_base',
      zh: '重新打开授权链接并同意；只需 openid 时可静默授权：--scope snsapi_base',
    },
  },
  WEB_TOKEN_NEWER: {
    what: {
      en: 'The web access token of {openid} was written by a newer wxadmin, and this one cannot use it',
      zh: '{openid} 的网页授权 access_token 由更新版本的 wxadmin 写入，当前版本无法使用',
    },
    why: { en: 'It is kept as it is.', zh: '它保持原样。' },
    tryThis: {
      en: 'update wxadmin: npm install -g wxadmin@latest, or let the user authorize again',
      zh: '升级 wxadmin：npm install -g wxadmin@latest，或让用户重新授权',
    },
  },
  NO_WEB_TOKEN: {
    what: { en: 'No web token of {appid} is kept', zh: '没有已保存的 {appid} 网页授权令牌' },
    why: {
      en: 'A user has to authorize first. The token of the API (wxadmin token) is another one.',
      zh: '需要用户先完成网页授权。接口调用的 token（wxadmin token）与此无关。',
    },
    tryThis: {
      en: 'wxadmin oauth login, or exchange a code: wxadmin oauth exchange CODE',
      zh: 'wxadmin oauth login，或用 code 换取：wxadmin oauth exchange CODE',
    },
  },
  WEB_TOKEN_UNKNOWN: {
    what: {
      en: 'No web token of {openid} is kept for {appid}',
      zh: '没有已保存的 {openid} 的网页授权令牌（{appid}）',
    },
    why: { en: 'The latest one kept is of {latest}.', zh: '最近一次保存的是 {latest} 的令牌。' },
    tryThis: {
      en: 'the same command without an openid, or let this user authorize: wxadmin oauth login',
      zh: '不带 openid 运行，或让该用户授权：wxadmin oauth login',
    },
  },
  WEB_TOKEN_ENDED: {
    what: {
      en: 'The authorization of {openid} has ended: WeChat answered {errcode} {errmsg}',
      zh: '{openid} 的授权已失效：微信返回 {errcode} {errmsg}',
    },
    why: {
      en: 'A refresh token lives 30 days, and ends when the user changes the WeChat password or takes the consent back.',
      zh: 'refresh_token 有效期为 30 天；用户修改微信密码或取消授权后也会失效。',
    },
    tryThis: {
      en: 'let the user authorize again: wxadmin oauth login',
      zh: '让用户重新授权：wxadmin oauth login',
    },
  },
  WEB_TOKEN_REFUSED: {
    what: {
      en: 'WeChat does not take the web token of {openid}: {errcode} {errmsg}',
      zh: '微信不接受 {openid} 的网页授权令牌：{errcode} {errmsg}',
    },
    why: {
      en: 'It has expired (2 hours), is of another user, or is a token of the API (wxadmin token), which is another one.',
      zh: '令牌已过期（2 小时）、属于其他用户，或误用了接口调用的 token（wxadmin token）。',
    },
    tryThis: {
      en: 'wxadmin oauth refresh (with --token-stdin: the refresh_token), or wxadmin oauth login',
      zh: 'wxadmin oauth refresh（用 --token-stdin 提供 refresh_token），或 wxadmin oauth login',
    },
  },
  SCOPE_TOO_SMALL: {
    what: {
      en: 'The web token of {openid} has the scope {scope}: it tells the openid alone',
      zh: '{openid} 的网页授权令牌 scope 为 {scope}，只能得到 openid',
    },
    why: {
      en: 'WeChat would answer 48001; name and picture need the consent of the user. Nothing was sent.',
      zh: '微信会返回 48001；获取昵称头像需要用户同意。没有发送请求。',
    },
    tryThis: {
      en: 'wxadmin oauth login --scope snsapi_userinfo',
      zh: 'wxadmin oauth login --scope snsapi_userinfo',
    },
  },
  CODE_UNCERTAIN: {
    what: {
      en: 'The code was sent, and no usable answer came: {cause}',
      zh: 'code 已发送，但没有得到可用的响应：{cause}',
    },
    why: {
      en: 'WeChat may have taken it all the same. It was not sent again: a code is good for one exchange.',
      zh: '微信可能已经使用了该 code。一个 code 只能换取一次，因此没有重发。',
    },
    tryThis: {
      en: 'open the authorize link again and exchange the new code',
      zh: '重新打开授权链接，用新的 code 换取',
    },
  },
  LOGIN_TIMED_OUT: {
    what: {
      en: 'Nobody was redirected to {url} within {seconds} s',
      zh: '{seconds} 秒内没有收到到 {url} 的跳转',
    },
    why: {
      en: 'The link was not opened, the user did not agree (WeChat closes the page then), or the phone does not reach this address.',
      zh: '链接未被打开，或用户没有同意（此时微信会关闭页面），或手机无法访问该地址。',
    },
    tryThis: {
      en: 'look at what the page said (10003: the domain is not registered); more time with --timeout 900; an address that phones reach with --public-url URL; without a phone: -a sandbox',
      zh: '查看页面上的提示（10003 表示域名未登记）；用 --timeout 900 延长等待；用 --public-url URL 指定手机可访问的地址；无需手机可用 -a sandbox',
    },
  },
  OPENID_NEEDED: {
    what: {
      en: 'A token from stdin needs the openid that it belongs to',
      zh: '从 stdin 读取令牌时需要给出对应的 openid',
    },
    tryThis: {
      en: 'wxadmin oauth {verb} with the openid behind it',
      zh: '在 wxadmin oauth {verb} 之后加上 openid',
    },
  },
  REDIRECT_EMPTY: {
    what: { en: 'The redirect is empty', zh: '跳转地址为空' },
    why: {
      en: 'It is the address of your page, to which WeChat brings the user with code and state (10011 without it).',
      zh: '跳转地址是您的页面，微信会携带 code 和 state 跳转到这里（缺少时返回 10011）。',
    },
    tryThis: { en: 'an address such as {suggestion}', zh: '使用完整的地址，例如 {suggestion}' },
  },
  REDIRECT_ENCODED: {
    what: { en: 'The redirect is encoded already: {redirect}', zh: '跳转地址已经过编码：{redirect}' },
    why: {
      en: 'It is encoded once, here; a second time WeChat would take it for another address.',
      zh: '此处会进行一次编码；重复编码后微信无法识别该地址。',
    },
    tryThis: { en: 'an address such as {suggestion}', zh: '使用完整的地址，例如 {suggestion}' },
  },
  REDIRECT_NO_SCHEME: {
    what: { en: 'The redirect has no scheme: {redirect}', zh: '跳转地址缺少协议：{redirect}' },
    why: {
      en: 'WeChat takes a whole address; only the domain that is registered has no scheme.',
      zh: '跳转地址须为完整地址；只有登记的域名不含协议。',
    },
    tryThis: { en: 'an address such as {suggestion}', zh: '使用完整的地址，例如 {suggestion}' },
  },
  REDIRECT_SCHEME: {
    what: {
      en: 'The redirect {redirect} is neither http nor https',
      zh: '跳转地址 {redirect} 不是 http 或 https',
    },
    why: {
      en: 'WeChat redirects to web pages alone.',
      zh: '微信只能跳转到网页。',
    },
    tryThis: { en: 'an address such as {suggestion}', zh: '使用完整的地址，例如 {suggestion}' },
  },
  REDIRECT_NO_HOST: {
    what: { en: 'The redirect has no host: {redirect}', zh: '跳转地址缺少域名：{redirect}' },
    why: {
      en: 'The host stands behind two slashes, and is the domain that the account registers.',
      zh: '域名位于两个斜杠之后，即公众号登记的网页授权域名。',
    },
    tryThis: { en: 'an address such as {suggestion}', zh: '使用完整的地址，例如 {suggestion}' },
  },
  REDIRECT_BROKEN: {
    what: {
      en: 'The redirect is no valid address: {redirect}',
      zh: '跳转地址不是有效的网址：{redirect}',
    },
    why: {
      en: 'Its host or port cannot be read, or a line break stands in it.',
      zh: '域名或端口无法识别，或其中含有换行。',
    },
    tryThis: {
      en: 'an address such as {suggestion}',
      zh: '使用完整的地址，例如 {suggestion}',
    },
  },
  REDIRECT_USERINFO: {
    what: {
      en: 'The redirect has a user name or password before its host',
      zh: '跳转地址的域名前含有用户名或密码',
    },
    why: {
      en: 'The link is public: everyone who opens it would see them, and WeChat would compare them with the domain.',
      zh: '授权链接是公开的，任何打开它的人都能看到；微信也无法将其与登记的域名匹配。',
    },
    tryThis: { en: 'an address such as {suggestion}', zh: '使用完整的地址，例如 {suggestion}' },
  },
  REDIRECT_IS_AUTHORIZE: {
    what: {
      en: 'The redirect is an authorize link itself',
      zh: '跳转地址本身就是授权链接',
    },
    why: {
      en: 'Users would be sent through the authorization twice; give the page that they are to end up on.',
      zh: '用户会经历两次授权；请填写最终要到达的页面地址。',
    },
    tryThis: { en: 'an address such as {suggestion}', zh: '使用完整的地址，例如 {suggestion}' },
  },
  STATE_INVALID: {
    what: { en: 'The state is not one that WeChat takes: {reason}', zh: '微信不接受该 state：{reason}' },
    why: {
      en: 'A state is a–z, A–Z and 0–9, 128 bytes at most.',
      zh: 'state 只能包含 a–z、A–Z 和 0–9，最多 128 字节。',
    },
    tryThis: {
      en: '--state auto, which makes one and remembers it; keep longer things on your server, under the state',
      zh: '--state auto 会自动生成并记住；较长的内容请以 state 为键保存在服务器上',
    },
  },
  CODE_MISSING: {
    what: { en: 'There is no code in the address', zh: '该地址中没有 code' },
    why: {
      en: 'WeChat adds code and state when it redirects; without them the page was opened directly, or the user did not agree.',
      zh: '微信跳转时会附加 code 和 state；没有 code 说明页面被直接打开，或用户未同意授权。',
    },
    tryThis: {
      en: 'the whole address that the browser shows after the redirect, in quotes: a shell ends it at & otherwise',
      zh: '跳转后浏览器中的完整地址，并加上引号：否则 shell 会在 & 处截断',
    },
  },
  CODE_INVALID: {
    what: { en: 'That is not a code: {reason}', zh: '这不是有效的 code：{reason}' },
    why: {
      en: 'A code is one word of letters, digits, - and _, as it stands in the redirect.',
      zh: 'code 是跳转地址中的一串字母、数字、- 或 _。',
    },
    tryThis: {
      en: 'the whole address that the browser shows after the redirect, in quotes',
      zh: '使用跳转后浏览器中的完整地址，并加上引号',
    },
  },
  WEB_TOKEN_INVALID: {
    what: {
      en: 'There is no token on stdin: {reason}',
      zh: 'stdin 中没有有效的令牌：{reason}',
    },
    tryThis: {
      en: 'the token alone, on one line',
      zh: '只提供令牌本身，占一行',
    },
  },
  INTERRUPTED: { what: { en: 'Interrupted', zh: '已中断' } },
  TERMINATED: { what: { en: 'Terminated', zh: '已终止' } },
  HUNG_UP: { what: { en: 'The terminal was closed', zh: '终端已关闭' } },
}
