/**
 * Every known errcode: WeChat's own errmsg, and what it means in short. docs/platform.md 12 (the official global list, extended
 * from the pages of the single calls). The remedies for those that our calls meet are in remedies/.
 *
 * One text that is searched and never parsed as a whole: an object of 578 entries took 2.1 ms to load, this 1.3 ms.
 */

export interface Errcode {
  readonly code: number
  /** WeChat's text; empty where none is published. */
  readonly errmsg: string
  readonly zh: string
  readonly en: string
}

/** The entry of a code; undefined where no published list has it. */
export function lookUpErrcode(code: number): Errcode | undefined {
  const start = table.indexOf(`\n${code}\t`) + 1
  return start === 0 ? undefined : parse(table.slice(start, table.indexOf('\n', start)))
}

/** All of them, by number. */
export function allErrcodes(): Errcode[] {
  return table.trim().split('\n').map(parse)
}

function parse(row: string): Errcode {
  const [code, errmsg = '', zh = '', en = ''] = row.split('\t')
  return { code: Number(code), errmsg, zh, en }
}

/** code, errmsg, zh, en; each row between line breaks, so that `\n<code>\t` finds it. */
const table = String.raw`
-1000	system error	系统内部错误（线上偶见，非公开表）	internal system error (seen live, not in the public table)
-1	system error	平台繁忙，稍后重试	platform busy, retry later
0	ok	成功	success
1003		POST 参数有误	bad POST parameters
10003		（授权页）redirect_uri 域名与后台登记不符	(authorize page) redirect_uri domain differs from the registered one
10004		（授权页）账号被封	(authorize page) account is banned
10005		（授权页）账号没有所请求的 scope 权限	(authorize page) account lacks the requested scope
10006		（授权页）用户须先关注该测试号	(authorize page) user must follow the test account first
10009		（授权页）操作过频	(authorize page) too frequent, wait
10010		（授权页）缺 scope	(authorize page) scope missing
10011		（授权页）缺 redirect_uri	(authorize page) redirect_uri missing
10012		（授权页）缺 appid	(authorize page) appid missing
10013		（授权页）缺 state	(authorize page) state missing
10015		（授权页）账号未授权给该第三方平台	(authorize page) account did not authorize this third-party platform
10016		（授权页）不能用开放平台 AppID，要用公众号 AppID	(authorize page) open-platform appid not allowed, use the account's own
10700		旧文档列出，含义存疑	listed by older docs, meaning uncertain
10703		旧文档列出，含义存疑	listed by older docs, meaning uncertain
10706		旧文档列出，含义存疑	listed by older docs, meaning uncertain
40001	invalid credential, access_token is invalid or not latest	AppSecret 不对，或 token 失效/不是最新/属于别的账号	bad AppSecret, or token invalid / superseded / of another account
40002	invalid grant_type	grant_type 不对	wrong grant_type
40003	invalid openid	openid 不对：未关注或属于别的账号	bad openid: not a follower, or of another account
40004	invalid media type	媒体类型不对	bad media type
40005	invalid file type	文件格式不对	bad file format
40006	invalid meida size	文件大小越界	bad file size
40007	invalid media_id	media_id 无效或已过期（草稿更新缺必填字段时也报它）	media_id invalid or expired (also seen when draft/update lacks required fields)
40008	invalid message type	消息类型不对	bad message type
40009	invalid image size	图片过大	image too large
40010	invalid voice size	语音过大	voice too large
40011	invalid video size	视频过大	video too large
40012	invalid thumb size	缩略图过大	thumb too large
40013	invalid appid	AppID 不对	bad appid
40014	invalid access_token	access_token 不合法	malformed or wrong access_token
40015	invalid menu type	菜单类型不对	bad menu type
40016	invalid button size	一级按钮数不在 1–3（或请求体结构不对）	top-level button count not 1–3 (or wrong body shape)
40017	invalid button type	一级按钮 type 不对	bad type of a top-level button
40018	invalid button name size	按钮名长度不对	bad button name length
40019	invalid button key size	按钮 key 长度不对或缺失	button key missing or too long
40020	invalid button url size	按钮 url 长度不对或缺失	button url missing or too long
40021	invalid menu version	菜单版本号不对	bad menu version
40022	invalid sub_menu level	子菜单层级超限	sub-menu nesting too deep
40023	invalid sub button size	子按钮数不在 1–5	sub-button count not 1–5
40024	invalid sub button type	子按钮 type 不对	bad type of a sub button
40025	invalid sub button name size	子按钮名长度不对	bad sub-button name length
40026	invalid sub button key size	子按钮 key 长度不对或缺失	sub-button key missing or too long
40027	invalid sub button url size	子按钮 url 长度不对或缺失	sub-button url missing or too long
40028	invalid menu api user	无权使用自定义菜单的用户	user may not use the menu API
40029	invalid code	授权 code 无效	bad OAuth code
40030	invalid refresh_token	refresh_token 无效	bad refresh_token
40031	invalid openid list	openid 列表不对	bad openid list
40032	invalid openid list size	openid 列表长度越界	openid list size out of range
40033	invalid charset. please check your request, if include \uxxxx will create fail!	请求体字符不合规（含 \uXXXX 转义）	bad characters in the body (e.g. \uXXXX escapes)
40034	invalid template size	模板大小不对	bad template size
40035	invalid args size	参数不合法	bad arguments
40036	invalid template_id size	template_id 长度不对	bad template_id length
40037	invalid template_id	template_id 不存在或不属于本账号	template_id unknown or not of this account
40038	invalid packaging type	请求打包格式不对	bad packaging
40039	invalid url size	URL 长度不对	bad url length
40048	invalid url domain	URL 域名无效	bad url domain
40050	invalid timeline type	分组 id 不对（表中 errmsg 与中文义不一致）	bad group id (table's errmsg and Chinese text disagree)
40051	invalid group name	分组名不对	bad group name
40052	invalid action name	action 名不对	bad action name
40053	invalid action info, please check document	action_info 不对	bad action_info
40054	invalid sub button url domain	子按钮 url 域名/协议不合法	sub-button url domain (or scheme) not allowed
40055	invalid button url domain	一级按钮 url 域名/协议不合法	top-level button url domain (or scheme) not allowed
40059	invalid msg id	msg id 不对	bad msg id
40060	invalid article idx	article_idx 不对	bad article_idx
40062	invalid title size	标题长度不对	bad title length
40063	invalid message_ext size	message_ext 长度不对	bad message_ext length
40064	invalid app type	应用类型不对	bad app type
40065	invalid msg status	消息状态不对	bad msg status
40066	invalid url	URL 不合法（未知接口路径也报它）	bad url (also seen for an unknown API path)
40068	contain mailcious url	含恶意网址	contains a malicious url
40071	invalid card type	卡券类型不对	bad card type
40072	invalid location id	门店 id 不对	bad location id
40073	invalid card id	卡券 id 不对	bad card id
40078	invalid card status	卡券状态不对	bad card status
40079	invalid time	时间不对	bad time
40080	invalid card ext	卡券扩展字段不对	bad card ext
40081	invalid template_id	模板 id 不对	bad template_id
40085	invalid button url size	按钮 url 长度不对（卡券等场景）	bad button url length (card features)
40089	invalid platform id	平台 id 不对	bad platform id
40090	invalid request source (bad client ip)	来源 IP 不合法	bad client ip
40091	invalid component ticket	component ticket 无效	bad component ticket
40092	invalid remark name	备注名不合规（须少于 30 字节）	bad remark (must be under 30 bytes)
40093	not completely ok, err_item will return location_id=-1,check your required_fields in json.	门店接口部分失败（与公众号 JS-SDK 无关；企业微信里才表示 jsapi_ticket 无效）	partial failure of the store API (in WeCom it means bad jsapi_ticket, not here)
40094	invalid component credential	component 凭据无效	bad component credential
40095	bad source of caller	调用来源不对	bad caller source
40096	invalid biztype	业务类型不对	bad biz type
40097	invalid args	参数错误	bad arguments
40099	invalid code, this code has consumed.	code 已核销	code already consumed
40101	missing parameter	缺参数	missing parameter
40102	invalid industry id	行业 id 不对	bad industry id
40103	invalid industry index	行业序号不对	bad industry index
40104	invalid category id	类目 id 不对	bad category id
40105	invalid view type	view 类型不对	bad view type
40106	invalid user name	用户名不对	bad user name
40108	invalid client version	客户端版本不对	bad client version
40113	unsupported file type	不支持的文件类型	file type not supported
40114	invalid index value	index 越界	index out of range
40115	invalid session from	session from 不对	bad session from
40116	invalid code	code 无效	bad code
40117	invalid button media_id size	按钮 media_id 长度不对（中文表另写作分组名不合法）	button media_id length wrong (Chinese table says bad group name)
40118	invalid sub button media_id size	子按钮 media_id 长度不对	sub-button media_id length wrong
40119	invalid use button type	一级按钮类型不可用	top-level button type may not be used
40120	invalid use sub button type	子按钮类型不可用	sub-button type may not be used
40121	invalid media type in view_limited	view_limited 的素材不是图文	view_limited needs a news media_id
40123	invalid task_id	task_id 不对	bad task_id
40125	invalid appsecret	AppSecret 不对	bad AppSecret
40126	invalid text size	文本长度不对	bad text size
40128	invalid media id! must be uploaded by api(cgi-bin/material/add_material)	media_id 须由永久素材接口产生	media_id must come from add_material
40129	invalid scene	scene 不对	bad scene
40130	invalid openid list size, at least two openid	openid 至少两个	at least two openids needed
40131	out of limit of ticket	ticket 数超限	out of ticket limit
40132	invalid username	微信号不对	bad WeChat id
40133	invalid encryt data	密文不对	bad encrypted data
40137	invalid image format	不支持的图片格式	image format not supported
40138	emphasis word can not be first neither remark	强调词不能是首尾项	emphasis word cannot be first or remark
40141	invalid image url	图片 url 不对	bad image url
40150	invalid card parameters	卡券参数不对	bad card parameters
40152	invalid group id	分组/标签 id 不存在	group or tag id unknown
40155	please don't contain other home page url	正文含其他公众号主页链接	links to another account's home page
40159	invalid length for path, or the data is not json string	path 长度不对或不是 JSON 串	path too long or not a JSON string
40160	invalid image file	图片文件不对	bad image file
40162	invalid lifespan	有效期不对	bad lifespan
40163	code been used	授权 code 已用过	OAuth code already used
40164	invalid ip, not in whitelist	来源 IP 不在白名单	client ip not in the whitelist
40165	invalid weapp pagepath	小程序 pagepath 不对	bad mini-program pagepath
40166	invalid weapp appid	小程序 appid 不对	bad mini-program appid
40168	unlinked weapp card	未关联的小程序卡片	mini-program card not linked
40169	invalid length for scene, or the data is not json string	scene 长度不对或不是 JSON 串	scene too long or not a JSON string
40170	args count exceed count limit	参数个数超限	too many args
40175	invalid material id	素材 id 不对	bad material id
40176	invalid template id	模板 id 不对	bad template id
40178	invalid sign	签名不对	bad sign
40179	Function is adjusted, rules are not allowed to add or update	功能已调整，规则不可增改	feature changed, rules cannot be added or edited
40180	invalid client tmp token	客户端临时 token 不对	bad client temp token
40184	invalid url path	url path 不对	bad url path
40185	invalid auth_token, or auth_token is expired	auth_token 无效或过期	auth_token bad or expired
40187	invalid ip	IP 不合法	bad ip
40188	invalid scope	scope 不合法	bad scope
40191	invalid pic_url	pic_url 不对	bad pic_url
40192	invalid author in news	图文作者不对	bad author in news
40193	invalid recommend length	推荐语长度不对	bad recommend length
40194	illegal recommend	推荐语违规	illegal recommend text
40195	invalid show_num	show_num 不对	bad show_num
40196	invalid smartmsg media_id	智能消息 media_id 不对	bad smart-message media_id
40197	invalid smartmsg media num	智能消息 media 数不对	bad smart-message media count
40198	invalid default msg article size, must be same as show_num	默认消息篇数须等于 show_num	default message article count must equal show_num
40199	waybill_id not found	运单号查无（小程序物流）	waybill not found (mini-program logistics)
40200	invalid account type	账号类型不符	account type not suitable
40201	invalid check url	回调 URL 未设置或不对（网络检测）	callback url unset or bad (callback/check)
40202	invalid check action	action 不对（网络检测）	bad action (callback/check)
40203	invalid check operator	运营商参数不对（网络检测）	bad check_operator (callback/check)
40204	can not delete wash or rumor article	辟谣/清洗文章不可删	washed or rumor article cannot be deleted
40213	invalid href tag	href 标签不对	bad href tag
40214	invalid href text	href 文本不对	bad href text
40215	invalid image count	图片数不对	bad image count
40216	invalid desc	描述不对	bad desc
40217	invalid video count	视频数不对	bad video count
40218	invalid video id	视频 id 不对	bad video id
40221	invalid Content-Encoding	Content-Encoding 不对	bad Content-Encoding
40222	invalid request idc domain	请求机房域名不对	bad idc domain
40227		标题为空	title is empty
40229	empty media cover, please check the media	媒体封面为空	media cover is empty
40243		AppSecret 已冻结	AppSecret is frozen
40246	invalid keyword_name_list	keyword_name_list 不对（选用模板）	bad keyword_name_list (add template)
40247	need new category template	须用类目模板库的编号	must use a category-template id
40249		禁止营销内容（模板消息）	marketing content refused (template message)
41001	access_token missing	缺 access_token	access_token missing
41002	appid missing	缺 appid	appid missing
41003	refresh_token missing	缺 refresh_token	refresh_token missing
41004	appsecret missing	缺 secret	secret missing
41005	media data missing	缺媒体数据	media data missing
41006	media_id missing	缺 media_id	media_id missing
41007	sub_menu data missing	缺子菜单数据	sub-menu data missing
41008	missing code	缺授权 code	OAuth code missing
41009	missing openid	缺 openid	openid missing
41010	missing url	缺 url	url missing
41011	missing required fields! please check document and request json!	缺必填字段	required fields missing
41012	missing card id	缺卡券 id	card id missing
41013	missing code	缺 code	code missing
41018	missing component_appid	缺 component_appid	component_appid missing
41021	missing component_access_token	缺 component_access_token	component_access_token missing
41026	missing image list info, text maybe empty	缺图片列表或文本为空	image list missing or text empty
41028	invalid form id	form id 不对（小程序）	bad form id (mini program)
41029	form id used count reach limit	form id 用尽（小程序）	form id exhausted (mini program)
41030	invalid page	小程序页面路径不存在	mini-program page does not exist
41039	invalid content_source_url	阅读原文链接不合法	bad content_source_url
41040		未达到声明原创的要求（群发）	does not meet the original-text rule (mass send)
42001	access_token expired	access_token 过期	access_token expired
42002	refresh_token expired	refresh_token 过期	refresh_token expired
42003	code expired	授权 code 过期	OAuth code expired
42004	plugin token expired	插件 token 过期	plugin token expired
42005	api usage expired	接口使用期已过	api usage expired
42006	component_access_token expired	component_access_token 过期	component_access_token expired
42007	access_token and refresh_token exception	用户改密，授权 token 作废	user changed the password; tokens void
42009	client tmp token expired	客户端临时 token 过期	client temp token expired
43001	require GET method	须用 GET	GET required
43002	require POST method	须用 POST	POST required
43003	require https	须用 HTTPS	HTTPS required
43004	require subscribe	接收者须已关注	receiver must be a follower
43005	require friend relations	须是好友	must be friends
43006	require not block	须未被屏蔽	must not be blocked
43007	require bizuser authorize	须商户授权	merchant authorization needed
43008	require biz pay auth	须开通支付权限	pay permission needed
43014	require check agent	须校验代理	agent check needed
43015	require authorize by wechat team to use this function!	须微信团队授权	needs authorization by the WeChat team
43016	require verify	小程序未认证	mini program not verified
43019	require remove blacklist	接收者在黑名单中，先移出	receiver is blacklisted, remove first
43100	change template too frequently	模板更换过频	template changed too often
43101	user refuse to accept the msg	用户拒收订阅消息	user refused the subscription message
43102	the tempalte is not subscriptiontype	模板不是订阅类型	template is not of subscription type
43104	this appid does not have permission	appid 没有权限	appid lacks permission
43105	news has no binding relation with template_id	图文与模板无绑定	news not bound to the template
43106	not allow to add template, for punishment	受处罚，不能加模板	punished, cannot add templates
43116		模板被限制下发	template delivery restricted
44001	empty media data	媒体数据为空	media data empty
44002	empty post data	POST 体为空	POST body empty
44003	empty news data	图文内容为空	news content empty
44004	empty content	文本内容为空	text content empty
44005	empty list size	列表为空	list empty
44006	empty file data	文件数据为空	file data empty
44007	repeated msg id	msg id 重复	msg id repeated
44990		请求太快（每秒上限）	too fast (per-second limit)
44997	image url size out of limit	图片 url 数超限	too many image urls
44998	keyword string media size out of limit	关键词素材数超限	too many keyword media
44999	keywords list size out of limit	关键词列表超限	keyword list too long
45000	msg_id size out of limit	msg_id 数超限	too many msg_id
45001	media size out of limit	媒体文件超限	media too large
45002	content size out of limit	内容过长	content too long
45003	title size out of limit	标题过长	title too long
45004	description size out of limit	描述/摘要过长	description too long
45005	url size out of limit	链接过长	url too long
45006	picurl size out of limit	图片链接过长	picurl too long
45007	playtime out of limit	语音过长	playtime too long
45008	article size out of limit	图文条数过多	too many articles
45009	reach max api daily quota limit	当日调用额度用完	daily quota used up
45010	create menu limit	菜单创建数超限	menu creation limit
45011	api minute-quota reach limit, must slower, retry next minute	分钟级频率超限	per-minute limit hit
45012	template size out of limit	模板过大	template too large
45013	too many template args	模板参数过多	too many template args
45014	template message size out of limit	模板消息过大	template message too large
45015	response out of time limit or subscription is canceled	超出可回复时段，或用户已取关	reply window closed or user unsubscribed
45016	can't modify sys group	系统分组不可改	system group is read-only
45017	can't set group name too long sys group	分组名过长	group name too long
45018	too many group now, no need to add new	分组数已满	too many groups
45019	too many openid, please input less	openid 过多	too many openids
45020	too many image, please input less	图片过多	too many images
45021	some argument may be out of length limit! please check document and request json!	有参数超长	some argument too long
45024	rank template number is out of limit	排行模板数超限	rank template limit
45026	template num exceeds limit	模板数超限	too many templates
45027	template conflict with industry	模板与行业不符	template conflicts with industry
45028	has no masssend quota	群发次数用完	no mass-send quota left
45029	qrcode count out of limit	二维码数超限	too many QR codes
45034	media file count is out of limit	媒体文件数超限	too many media files
45035	access clientip is not registered, not in ip-white-list	来源 IP 未登记	client ip not registered
45036	User receive announcement limit	用户收到公告数超限	announcement limit for the user
45037	user out of time limit or never talked in tempsession	临时会话超时或没聊过	temp session expired or never talked
45038	user subscribed, cannot use tempsession api	已关注用户不能用临时会话接口	follower: temp-session API not usable
45040	reach max monthly quota limit	月额度用完	monthly quota used up
45047	out of response count limit	客服消息条数超限	customer-message count limit
45048	menu use invalid type	菜单用了不允许的类型	menu uses a type that is not allowed
45049	ivr use invalid type	自动回复用了不允许的类型	auto-reply uses a type that is not allowed
45050	custom msg use invalid type	客服消息用了不允许的类型	custom message uses a type that is not allowed
45051	template msg use invalid link	模板消息用了不允许的链接	template message uses a link that is not allowed
45052	masssend msg use invalid type	群发用了不允许的类型	mass send uses a type that is not allowed
45056	too many tag now, no need to add new	标签数已满（100）	too many tags (100)
45057	can't delete the tag that has too many fans	标签下粉丝过多（>10 万）不能删	tag has too many fans (>100k) to delete
45058	can't modify sys tag	系统标签不可改	system tag is read-only
45059	can not tagging one user too much	单个用户标签过多（>20）	too many tags on one user (>20)
45060	media is applied in ivr or menu, can not be deleted	素材被自动回复/菜单占用，不能删	media in use by auto-reply or menu
45061	maybe the update frequency is too often, please try again	更新过频	updated too often
45062	has agreement ad. please use mp.weixin.qq.com	含广告合约，请到网页后台群发	ad contract: send from the web console
45063	accesstoken is not xiaochengxu	该 token 不是小程序的	token is not of a mini program
45064	no permission to use weapp in menu	菜单里的小程序未与本号关联	mini program in the menu is not linked to this account
45065	clientmsgid exist	clientmsgid 已存在	clientmsgid already used
45066	same clientmsgid retry too fast	同一 clientmsgid 重试过快（间隔 1 分钟）	same clientmsgid retried too fast (wait 1 min)
45067	clientmsgid size out of limit	clientmsgid 过长	clientmsgid too long
45068	file size out of limit	文件过大	file too large
45069	product list size out of limit	商品列表过长	product list too long
45072	invalid command	command 取值不对	bad command
45074	material list size out of limit, you should delete the useless material	素材列表已满	material list full
45075	invalid keyword id	关键词 id 不对	bad keyword id
45076	invalid count	count 不对	bad count
45078	nickname is illegal!	昵称违规	illegal nickname
45079	nickname is forbidden!(matched forbidden keyword)	昵称命中禁词	forbidden nickname
45080	need sending message to user, or recving message from user in the last 30 seconds before typing	输入状态：30 秒内须有往来消息	typing: needs a message within the last 30 s
45081	you are already typing	已处于输入状态	already typing
45082	need icp license for the url domain	域名须备案	domain needs an ICP licence
45083	the speed out of range	speed 不在 0–4	speed not in 0–4
45084	No speed message	未给 speed	speed missing
45085	speed server err	speed 服务出错	speed server error
45086	invalid attrbute 'data-miniprogram-appid'	data-miniprogram-appid 属性不对	bad data-miniprogram-appid attribute
45087	customer service message from this account have been blocked!	该号客服消息被封	this account's customer messages are blocked
45088	action size out of limit	action 长度超限	action too long
45089	expired	已过期	expired
45090	invalid group msg ticket	群消息 ticket 不对	bad group-message ticket
45091	account_name is illegal!	账号名违规	illegal account name
45092	no voice data	无语音数据	no voice data
45093	no quota to send msg	没有发消息额度	no quota to send
45094	not allow to send custom message when user enter session, for punishment	受处罚，用户进入会话时不可发客服消息	punished: no message when user enters session
45096	invalid qrcode	二维码不对	bad qrcode
45097	invalid qrcode prefix	二维码前缀不对	bad qrcode prefix
45098	msgmenu list size is out of limit	msgmenu 列表过长	msgmenu list too long
45099	msgmenu item content size is out of limit	msgmenu 项内容过长	msgmenu item too long
45100	invalid size of keyword_id_list	keyword_id_list 长度不对	bad keyword_id_list size
45101	hit upload limit	上传次数达上限	upload limit hit
45102	this api have been blocked temporarily.	接口临时封禁	api blocked for now
45103	This API has been unsupported	接口已不支持	api no longer supported
45104	reach max domain quota limit	域名数达上限	domain quota reached
45113		不再支持商品消息/卡券发表	product and card posts no longer supported
45157	invalid tag name	标签名非法或重名	bad or duplicate tag name
45158	tag name too long	标签名过长（>30 字节）	tag name too long (>30 bytes)
45159	invalid tag id	标签 id 不存在	tag id unknown
45160	invalid category to create card	类目不能建卡	category cannot create cards
45161	this video id must be generated by calling upload api	video id 须由上传接口产生	video id must come from the upload API
45162	invalid type	类型不对	bad type
45163	invalid sort_method	排序方式不对	bad sort method
45164	invalid offset	offset 不对	bad offset
45165	invalid limit	limit 不对	bad limit
45166	invalid content	内容不合法	bad content
45168	keyword in blacklist	关键词在黑名单	keyword blacklisted
45169	openid much req	同一 openid 并发打/去标签	same openid tagged concurrently
45171	some openid fail	部分 openid 失败，看 fail_openid_list	some openids failed, see fail_openid_list
45501	part or whole of the requests from the very app is temporary blocked by supervisor	该应用请求被监管临时拦截	requests of the app blocked for now
46001	media data no exist	媒体数据不存在	media not found
46002	menu version no exist	菜单版本不存在	menu version not found
46003	menu no exist	没有菜单数据	no menu set
46004	user no exist	用户不存在	user not found
46005	poi no exist	门店不存在	poi not found
46006	voip file not exist	语音文件不存在	voice file not found
46007	file being transcoded, please try later	文件转码中	file is being transcoded
46008	result id not exist	结果 id 不存在	result id not found
46009	there is no user data	没有用户数据	no user data
47001	data format error	JSON/XML 解析失败或字段类型不对	cannot parse JSON/XML, or wrong field type
47002	data format error, do NOT use json unicode encode (\uxxxx\uxxxx), please use utf8 encoded text!	JSON 不可用 \uXXXX，须 UTF-8 原文	no \uXXXX in JSON, send raw UTF-8
47003	argument invalid!	参数值不合规（模板字段等），看 errmsg	argument breaks the rules (template field), see errmsg
48001	api unauthorized	本账号没有该接口权限	account has no permission for this api
48002	user block receive message	粉丝关闭了消息接收	fan blocks messages
48003	user not agree mass-send protocol	未同意群发协议	mass-send agreement not accepted
48004	api forbidden for irregularities, view detail on mp.weixin.qq.com	接口因违规被封	api banned for violations
48005	forbid to delete material used by auto-reply or menu	素材被自动回复/菜单引用，不能删	material referenced by auto-reply or menu
48006	forbid to clear quota because of reaching the limit	清零次数用完（每月 10 次）	quota-clear limit used up (10 a month)
48007	forbid to use other's voip call key	不能用他人的通话 key	cannot use another's voip key
48008	no permission for this msgtype	无该消息类型权限	no permission for this message type
48009	this api is expired	接口已失效	api is gone
48010	please see more information on mp.weixin.qq.com	素材不可修改	material may not be edited
48011	disabled template id	模板已停用	template disabled
48012	invalid token	token 无效	bad token
48013		视频不是新接口上传的，不能群发	video not from the new upload API
48014		视频审核异常	video audit problem
48015		没有留言权限	no comment permission
48016		不满足“观看更多”条件	not eligible for "watch more"
48021		草稿末次为自动保存，须手动保存后再群发	draft was auto-saved last; save by hand first
48022		API 上传的视频不能用 API 发表	api-uploaded video cannot be posted by api
49001	not same appid with appid of access_token	与 token 的 appid 不一致	appid differs from the token's
49002	empty openid or transid	openid 或 transid 为空	openid or transid empty
49003	not match openid with appid	openid 不属于本 appid	openid is not of this appid
49004	not match signature	签名不符	signature mismatch
49005	not existed transid	transid 不存在	transid not found
50001	api unauthorized or user unauthorized	用户未授权该接口	api or user unauthorized
50002	user limited	用户受限（冻结/注销）	user limited (frozen or closed)
50003	user unexpected, maybe not in white list	用户不在白名单	user not in white list
50004	user not allow to use accesstoken, maybe for punishment	禁用 token 接口（可能受罚）	token api forbidden (perhaps a penalty)
50005	user is unsubscribed	用户未关注	user is not a follower
50006	user has switched off friends authorization	用户关掉好友授权	user switched off friend authorization
50007		账号被冻结	account frozen
53010	nickname invalid	名称格式不对	bad nickname format
53011	check nickname too frequently	名称检测过频	nickname checked too often
53012	nickname ban	名称被禁	nickname banned
53013	nickname has been occupied	名称已被占用	nickname taken
53018	nickname hit alias	名称撞微信号	nickname equals an alias
53019	nickname protected by infringement	名称在保护期	nickname protected
53200	modify signature quota limit exceed	本月简介修改次数用完	no signature edits left this month
53201	signature in black list, can not use	简介命中禁词	signature hits banned words
53202	modify avatar quota limit exceed	本月头像修改次数用完	no avatar edits left this month
53203	can't be modified for the time being	暂不可修改	cannot be modified now
53204	signature invalid	简介不合法	bad signature text
53404		带货能力受限	commerce ability limited
53405		商品信息有误	bad product info
53406		未开通带货能力	commerce ability not enabled
53503		草稿没过发布检查	draft failed the publish check
53504		须到网页后台使用该草稿	use this draft in the web console
53505		须手动保存后再发表	save by hand before publishing
53600		article_id 无效	bad article_id
60005	empty jsapi name	jsapi 名为空	jsapi name empty
60006	user cancel the auth	用户取消授权	user cancelled
61000	invalid component type	component 类型不对	bad component type
61001	component type and component appid is not match	component 类型与 appid 不符	component type and appid differ
61003	component is not authorized by this account	账号未授权给该第三方	account did not authorize this component
61004	access clientip is not registered	来源 IP 未登记	client ip not registered
61005	component ticket is expired	component ticket 过期	component ticket expired
61006	component ticket is invalid	component ticket 无效	bad component ticket
61007	api is unauthorized to component	未授权给第三方该接口	api not authorized to the component
61008	component req key is duplicated	component 请求 key 重复	component request key repeated
61009	code is invalid	授权 code 无效	bad authorization code
61010	code is expired	授权 code 过期	authorization code expired
61011	invalid component	component 无效	bad component
61012	invalid option name	选项名不对	bad option name
61013	invalid option value	选项值不对	bad option value
61014	must use component token for component api	须用 component token	component token required
61015	must use biz account token for not component api	须用账号 token	account token required
61016	function category of API need be confirmed by component	权限集须由第三方确认	permission set awaits component confirmation
61017	function category is not authorized	权限集未授权	permission set not authorized
61018	already confirm	已确认	already confirmed
61019	not need confirm	无需确认	no confirmation needed
61020	err parameter	参数错误	bad parameter
61021	can't confirm	不能确认	cannot confirm
61022	can't resubmit	不能重提	cannot resubmit
61023	refresh_token is invalid	授权方 refresh_token 无效	bad authorizer refresh_token
61024	must use api(api_component_token) to get token for component acct	第三方平台账号须走 api_component_token	third-party platform must use api_component_token
61025	read-only option	选项只读	option is read-only
61026	register access deny	禁止注册	registration denied
61027	register limit exceed	注册数超限	registration limit
61028	component is unpublished	第三方平台未发布	component unpublished
61029	component need republish with base category	须以基础类目重新发布	republish with base category
61030	component cancel authorization not allowed	不允许取消授权	cancel authorization not allowed
61400	kf_account error	客服账号错误	kf_account error
61401	kf system alredy transfer	会话已转接	session already transferred
61450	system error	客服系统错误	customer-service system error
61451	invalid parameter	客服参数错误	customer-service bad parameter
61452	invalid kf_account	客服账号无效	bad kf_account
61453	kf_account exsited	客服账号已存在	kf_account exists
61454	invalid kf_acount length	客服账号名过长	kf_account name too long
61455	illegal character in kf_account	客服账号名含非法字符	bad character in kf_account
61456	kf_account count exceeded	客服账号数超限	too many kf_accounts
61457	invalid file type	头像文件类型不对	bad avatar file type
61500	date format error	日期格式不对	bad date format
61501	date range error	日期跨度不对	bad date range
61502	this is game miniprogram, data api is not supported	小游戏不支持数据接口	mini game: data api unsupported
61503	data not ready, please try later	数据尚未生成	data not ready
63001	some arguments is empty	部分参数为空	some arguments empty
63002	invalid signature	签名无效	bad signature
63003	invalid signature method	签名方法不对	bad signature method
63004	no authroize	未授权	not authorized
63178	appid wrong	from_appid 不对（openid 迁移）	bad from_appid (openid migration)
63179	openid num limit	openid 数超限	too many openids
63180	this app msg not found	找不到应用消息	app message not found
63181	get history app msg end	历史消息已取完	history messages finished
63182	openid_list empty	openid_list 为空	openid_list empty
63183	appid error	appid 无迁移关系	appid has no migration relation
65104	invalid categories	类目不对（门店）	bad categories (store)
65105	invalid photo url	图片 url 不对（门店）	bad photo url (store)
65106	poi audit state must be approved	门店须先过审	store must be approved
65107	poi not allowed modify now	门店当前不可改	store not editable now
65109	invalid business name	门店名不对	bad store name
65110	invalid address	地址不对	bad address
65111	invalid telephone	电话不对	bad phone
65112	invalid city	城市不对（门店）	bad city (store)
65113	invalid province	省份不对（门店）	bad province (store)
65114	photo list empty	图片列表为空	photo list empty
65115	poi_id is not exist	门店不存在	poi_id not found
65116	poi has been deleted	门店已删	poi deleted
65117	cannot delete poi	门店不可删	poi cannot be deleted
65118	store status is invalid	门店状态不对	bad store status
65301	this menu is not conditionalmenu	该 menuid 不是个性化菜单	menuid is not a conditional menu
65302	no such user	没有该用户	no such user
65303	there is no selfmenu, please create selfmenu first	须先有默认菜单	default menu must exist first
65304	match rule empty	matchrule 为空	matchrule empty
65305	menu count limit	个性化菜单数达上限	too many conditional menus
65306	conditional menu not support	账号不支持个性化菜单	account cannot use conditional menus
65307	conditional menu is empty	个性化菜单为空	conditional menu empty
65308	exist empty button act	有按钮没有动作	a button has no action
65309	conditional menu switch is closed	个性化菜单开关已关	conditional-menu switch is off
65310	region info: country is empty	填了省/市却没填国家	province/city given without country
65311	region info: province is empty	填了市却没填省	city given without province
65312	invalid country info	国家不对	bad country
65313	invalid province info	省份不对	bad province
65314	invalid city info	城市不对	bad city
65315	not fans	不是粉丝	not a fan
65316	domain count reach limit	外跳域名超过 3 个	more than 3 outbound domains
65317	contain invalid url	含不合法 URL	contains a bad url
65318	must use utf-8 charset	须 UTF-8	must be UTF-8
65319	not allow to create menu	不允许创建菜单	not allowed to create a menu
65320	match rule violates privacy	匹配规则含隐私字段（性别/地区/语言）	match rule has private fields (sex/region/language)
65400	please enable new custom service, or wait for a while if you have enabled	未开通或未升级新客服	new customer service not enabled
65401	invalid custom service account	客服账号无效	bad customer-service account
65402	the custom service account need to bind a wechat user	客服账号未绑微信	customer-service account not bound to a WeChat user
65403	illegal nickname	客服昵称不合法	bad nickname
65404	illegal custom service account	客服账号不合规	illegal customer-service account
65405	custom service account number reach limit	客服账号数达上限	customer-service account limit
65406	custom service account exists	客服账号已存在	customer-service account exists
65407	the wechat user have been one of your workers	对方已是本号客服	user already is a worker
65408	you have already invited the wechat user	已邀请过该微信	already invited
65409	wechat account invalid	微信号无效	bad WeChat account
65410	too many custom service accounts bound by the worker	对方绑定客服数过多	worker bound to too many accounts
65411	a effective invitation to bind the custom service account exists	已有待确认邀请	pending invitation exists
65412	the custom service account have been bound by a wechat user	该客服已绑微信	already bound to a WeChat user
65413	no effective session for the customer	没有有效会话	no effective session
65414	another worker is serving the customer	客户由别的客服接待	another worker is serving
65415	the worker is not online	客服不在线	worker offline
65416	param invalid, please check	参数不合规	bad parameters
65417	it is too long from the starttime to endtime	时间跨度过长	time span too long
65450	homepage not exists	主页不存在	homepage not found
70000		未成年人保护，未发送	not sent: protection of minors
76001		rid 不存在	rid not found
76002		rid 为空或格式不对	rid empty or malformed
76003		rid 属于别的账号，或 cgi_path 缺前导斜杠	rid of another account, or cgi_path lacks the leading slash
76004		rid 超过 7 天	rid older than 7 days
76021	cgi_path not found	cgi_path 不存在	cgi_path not found
76022	could not use this cgi_path	无权查询该 cgi_path（含 /sns/）	no permission for this cgi_path (/sns/ included)
85005	appid not bind weapp	appid 未绑定小程序（第三方接口，存疑）	appid not bound to a mini program (third-party api, uncertain)
87007	session_key is not existd or expired	session_key 不存在或过期（小程序）	session_key missing or expired (mini program)
87009	invalid signature	签名无效	bad signature
87014	risky content	内容有风险	risky content
88000	without comment privilege	没有留言权限	no comment permission
88001	msg_data is not exists	图文不存在	article not found
88002	the article is limit for safety	文章受安全限制	article restricted for safety
88003	elected comment upper limit	精选数已满	too many featured comments
88004	comment was deleted by user	评论已被用户删	comment deleted by user
88005	already reply	已回复过	already replied
88007	reply content beyond max len or content len is zero	回复过长或为空	reply too long or empty
88008	comment is not exists	评论不存在	comment not found
88009	reply is not exists	回复不存在	reply not found
88010	count range error. cout <= 0 or count > 50	count 越界（1–50）	count not in 1–50
88011	the article is limit for safety	文章受安全限制	article restricted for safety
89000	account has bound open	已绑定开放平台账号	already bound to an open account
89001	not same contractor	主体不一致	different contractor
89002	open not exists	未绑定开放平台账号	no open account bound
89003	open is not created by api	开放平台账号不是 API 创建的	open account not created by api
89004		开放平台账号绑定数已满	open account is full
89501		有未处理的确认请求	a confirmation request is pending
89502		等待管理员确认	waiting for the admin
89503		本次调用须管理员确认	admin must confirm this call
89504		群发等待管理员审批	mass send awaits admin approval
89505		群发转入管理员确认	mass send sent to admin for confirmation
89506		管理员两次拒绝该 IP，24 小时后再试	admin refused this ip twice, retry after 24 h
89507		管理员拒绝该 IP，1 小时后再试	admin refused this ip, retry after 1 h
101000	invalid image url	图片 url 错误（OCR）	bad image url (OCR)
101001	certificate not found	未检出证件（OCR）	no certificate found (OCR)
101002	decode image failed	图片解码失败（OCR）	image decode failed (OCR)
101003	not enough market quota	市场额度不足（OCR）	market quota used up (OCR)
200002		入参错误	bad input
200011		账号被封	account banned
200012		个人模板数已满（25）	personal templates full (25)
200013		模板被封	template banned
200014		tid 不对	bad tid
200016		start 不对	bad start
200017		limit 不对	bad limit
200018		缺类目 ids	category ids missing
200019		类目 ids 不对	bad category ids
200020		kidList 不对	bad kidList
200021		sceneDesc 不对	bad sceneDesc
9001001		参数不合法（摇周边）	bad parameters (iBeacon)
9001002		远端不可用（摇周边）	remote service down (iBeacon)
9001003		ticket 不对（摇周边）	bad ticket (iBeacon)
9001004		取用户失败（摇周边）	user lookup failed (iBeacon)
9001005		取商户失败（摇周边）	merchant lookup failed (iBeacon)
9001006		取 openid 失败（摇周边）	openid lookup failed (iBeacon)
9001007		缺上传文件（摇周边）	upload missing (iBeacon)
9001008		素材类型不对（摇周边）	bad material type (iBeacon)
9001009		素材尺寸不对（摇周边）	bad material size (iBeacon)
9001010		上传失败（摇周边）	upload failed (iBeacon)
9001020		账号不合法（摇周边）	bad account (iBeacon)
9001021		激活率低于 50%，不能加设备（摇周边）	activation below 50%, no new devices (iBeacon)
9001022		设备数须大于 0（摇周边）	device count must be > 0 (iBeacon)
9001023		已有审核中的申请（摇周边）	application under review (iBeacon)
9001024		一次最多查 50 个设备（摇周边）	at most 50 devices a query (iBeacon)
9001025		设备 id 不对（摇周边）	bad device id (iBeacon)
9001026		页面 id 不对（摇周边）	bad page id (iBeacon)
9001027		页面参数不对（摇周边）	bad page parameters (iBeacon)
9001028		一次最多删 10 页（摇周边）	at most 10 pages a delete (iBeacon)
9001029		页面使用中（摇周边）	page in use (iBeacon)
9001030		一次最多查 50 页（摇周边）	at most 50 pages a query (iBeacon)
9001031		时间区间不对（摇周边）	bad time range (iBeacon)
9001032		绑定参数不对（摇周边）	bad binding parameters (iBeacon)
9001033		门店 id 不对（摇周边）	bad store id (iBeacon)
9001034		备注过长（摇周边）	comment too long (iBeacon)
9001035		申请参数不对（摇周边）	bad application parameters (iBeacon)
9001036		begin 不对（摇周边）	bad begin (iBeacon)
9410010		long_data 过长（>4KB）	long_data too long (>4KB)
9410011		expire_seconds 越界	expire_seconds out of range
9410012		short_key 不存在/过期/非本号	short_key unknown, expired or of another account
10170001		商品 id 不对（商品卡片）	bad product id (product card)
10170002		文章类型不支持（商品卡片）	article type unsupported (product card)
10170003		卡片类型不支持（商品卡片）	card type unsupported (product card)
268487001		系统繁忙（拉黑接口），可重试	system busy (blacklist api), retry
268487002		系统繁忙（粉丝列表接口），可重试	system busy (follower list api), retry
`
