/**
 * Every call that an official account has, or had, at WeChat's servers. Large: it is loaded only where it is asked for,
 * never by a command that runs often. What wxadmin itself calls, with daily limits, is in ../endpoints.ts.
 */

/** `restricted`: for some accounts, or by contract; `retired`: withdrawn, or with a successor. */
export const catalogueStatuses = ['current', 'restricted', 'retired'] as const

export type CatalogueStatus = (typeof catalogueStatuses)[number]

/**
 * What a call does at worst, whatever its method: `write` can be changed back, `delete` cannot; `send` reaches people;
 * `spend` uses up something that is counted, or renews a secret.
 */
export const effects = ['read', 'write', 'delete', 'send', 'spend'] as const

export type Effect = (typeof effects)[number]

export interface CatalogueEntry {
  /** `message.custom.send`: a name of ours, which does not follow the path. */
  readonly name: string
  readonly method: 'GET' | 'POST'
  /** At the API's host, with the `action` that is part of some; a whole address where another host has it. */
  readonly path: string
  readonly status: CatalogueStatus
  readonly effect: Effect
}

let parsed: readonly CatalogueEntry[] | undefined

/** All of them, read from the table at the first call. */
export function catalogue(): readonly CatalogueEntry[] {
  parsed ??= TABLE.trim().split('\n').map(entryOf)
  return parsed
}

let byPath: ReadonlyMap<string, CatalogueEntry> | undefined

/**
 * The call at a path, whatever its host.
 * @param action the query's `action`, which tells apart the calls at one path
 */
export function catalogued(path: string, action?: string | null): CatalogueEntry | undefined {
  byPath ??= new Map(
    [...catalogue()].reverse().map((entry) => [entry.path.replace(/^https:\/\/[^/]+/, ''), entry]),
  )
  return (action ? byPath.get(`${path}?action=${action}`) : undefined) ?? byPath.get(path)
}

function entryOf(line: string): CatalogueEntry {
  const [name = '', method, path = '', statusWord, effectWord] = line.split(' ')
  const status = catalogueStatuses.find((each) => each === statusWord)
  const effect = effects.find((each) => each === effectWord)
  if ((method !== 'GET' && method !== 'POST') || !status || !effect) throw new Error(`catalogue: ${line}`)
  return { name, method, path, status, effect }
}

/** name, method, path, status, effect. */
const TABLE = `
token GET /cgi-bin/token current spend
stable_token POST /cgi-bin/stable_token current spend
callback.check POST /cgi-bin/callback/check current read
get_api_domain_ip GET /cgi-bin/get_api_domain_ip current read
getcallbackip GET /cgi-bin/getcallbackip current read
clear_quota POST /cgi-bin/clear_quota current spend
clear_quota.v2 POST /cgi-bin/clear_quota/v2 current spend
openapi.quota.get POST /cgi-bin/openapi/quota/get current read
openapi.quota.clear POST /cgi-bin/openapi/quota/clear current spend
openapi.rid.get POST /cgi-bin/openapi/rid/get current read
menu.create POST /cgi-bin/menu/create current write
menu.get GET /cgi-bin/menu/get current read
menu.delete GET /cgi-bin/menu/delete current delete
get_current_selfmenu_info GET /cgi-bin/get_current_selfmenu_info current read
menu.addconditional POST /cgi-bin/menu/addconditional current write
menu.delconditional POST /cgi-bin/menu/delconditional current delete
menu.trymatch POST /cgi-bin/menu/trymatch current read
get_current_autoreply_info GET /cgi-bin/get_current_autoreply_info current read
user.get GET /cgi-bin/user/get current read
user.info GET /cgi-bin/user/info current read
user.info.batchget POST /cgi-bin/user/info/batchget current read
user.info.updateremark POST /cgi-bin/user/info/updateremark current write
changeopenid POST /cgi-bin/changeopenid current read
tags.create POST /cgi-bin/tags/create current write
tags.get GET /cgi-bin/tags/get current read
tags.update POST /cgi-bin/tags/update current write
tags.delete POST /cgi-bin/tags/delete current delete
user.tag.get POST /cgi-bin/user/tag/get current read
tags.members.batchtagging POST /cgi-bin/tags/members/batchtagging current write
tags.members.batchuntagging POST /cgi-bin/tags/members/batchuntagging current write
tags.getidlist POST /cgi-bin/tags/getidlist current read
tags.members.getblacklist POST /cgi-bin/tags/members/getblacklist current read
tags.members.batchblacklist POST /cgi-bin/tags/members/batchblacklist current write
tags.members.batchunblacklist POST /cgi-bin/tags/members/batchunblacklist current write
media.upload POST /cgi-bin/media/upload current write
media.get GET /cgi-bin/media/get current read
media.get.jssdk GET /cgi-bin/media/get/jssdk current read
media.uploadimg POST /cgi-bin/media/uploadimg current write
material.add_material POST /cgi-bin/material/add_material current write
material.get_material POST /cgi-bin/material/get_material current read
material.del_material POST /cgi-bin/material/del_material current delete
material.get_materialcount GET /cgi-bin/material/get_materialcount current read
material.batchget_material POST /cgi-bin/material/batchget_material current read
media.uploadnews POST /cgi-bin/media/uploadnews retired write
media.uploadvideo POST /cgi-bin/media/uploadvideo restricted write
material.add_news POST /cgi-bin/material/add_news retired write
material.update_news POST /cgi-bin/material/update_news retired write
draft.add POST /cgi-bin/draft/add current write
draft.update POST /cgi-bin/draft/update current write
draft.get POST /cgi-bin/draft/get current read
draft.delete POST /cgi-bin/draft/delete current delete
draft.count GET /cgi-bin/draft/count current read
draft.batchget POST /cgi-bin/draft/batchget current read
draft.switch POST /cgi-bin/draft/switch retired delete
channels.ec.service.product.getcardinfo POST /channels/ec/service/product/getcardinfo current read
freepublish.submit POST /cgi-bin/freepublish/submit current send
freepublish.get POST /cgi-bin/freepublish/get current read
freepublish.delete POST /cgi-bin/freepublish/delete current delete
freepublish.getarticle POST /cgi-bin/freepublish/getarticle current read
freepublish.batchget POST /cgi-bin/freepublish/batchget current read
comment.open POST /cgi-bin/comment/open current write
comment.close POST /cgi-bin/comment/close current write
comment.list POST /cgi-bin/comment/list current read
comment.markelect POST /cgi-bin/comment/markelect current write
comment.unmarkelect POST /cgi-bin/comment/unmarkelect current write
comment.delete POST /cgi-bin/comment/delete current delete
comment.reply.add POST /cgi-bin/comment/reply/add current send
comment.reply.delete POST /cgi-bin/comment/reply/delete current delete
message.mass.sendall POST /cgi-bin/message/mass/sendall current send
message.mass.send POST /cgi-bin/message/mass/send current send
message.mass.preview POST /cgi-bin/message/mass/preview current send
message.mass.delete POST /cgi-bin/message/mass/delete current delete
message.mass.get POST /cgi-bin/message/mass/get current read
message.mass.speed.get POST /cgi-bin/message/mass/speed/get current read
message.mass.speed.set POST /cgi-bin/message/mass/speed/set current write
message.template.send POST /cgi-bin/message/template/send current send
template.api_set_industry POST /cgi-bin/template/api_set_industry current delete
template.get_industry GET /cgi-bin/template/get_industry current read
template.api_add_template POST /cgi-bin/template/api_add_template current write
template.get_all_private_template GET /cgi-bin/template/get_all_private_template current read
template.del_private_template POST /cgi-bin/template/del_private_template current delete
template.queryblocktmplmsg POST /wxa/sec/queryblocktmplmsg current read
message.template.subscribe POST /cgi-bin/message/template/subscribe current send
subscribe.confirm_page GET https://mp.weixin.qq.com/mp/subscribemsg current read
message.subscribe.bizsend POST /cgi-bin/message/subscribe/bizsend current send
wxaapi.newtmpl.addtemplate POST /wxaapi/newtmpl/addtemplate current write
wxaapi.newtmpl.deltemplate POST /wxaapi/newtmpl/deltemplate current delete
wxaapi.newtmpl.gettemplate GET /wxaapi/newtmpl/gettemplate current read
wxaapi.newtmpl.getcategory GET /wxaapi/newtmpl/getcategory current read
wxaapi.newtmpl.getpubtemplatetitles GET /wxaapi/newtmpl/getpubtemplatetitles current read
wxaapi.newtmpl.getpubtemplatekeywords GET /wxaapi/newtmpl/getpubtemplatekeywords current read
message.custom.send POST /cgi-bin/message/custom/send current send
message.custom.typing POST /cgi-bin/message/custom/typing current send
customservice.msgrecord.getmsglist POST /customservice/msgrecord/getmsglist current read
customservice.getkflist GET /cgi-bin/customservice/getkflist current read
customservice.getonlinekflist GET /cgi-bin/customservice/getonlinekflist current read
customservice.kfaccount.add POST /customservice/kfaccount/add current write
customservice.kfaccount.update POST /customservice/kfaccount/update current write
customservice.kfaccount.del POST /customservice/kfaccount/del current delete
customservice.kfaccount.uploadheadimg POST /customservice/kfaccount/uploadheadimg current write
customservice.kfaccount.inviteworker POST /customservice/kfaccount/inviteworker current send
customservice.kfsession.create POST /customservice/kfsession/create current send
customservice.kfsession.close POST /customservice/kfsession/close current write
customservice.kfsession.getsession GET /customservice/kfsession/getsession current read
customservice.kfsession.getsessionlist GET /customservice/kfsession/getsessionlist current read
customservice.kfsession.getwaitcase GET /customservice/kfsession/getwaitcase current read
customservice.msgrecord.getrecord POST /customservice/msgrecord/getrecord retired read
message.custom.business.send POST /cgi-bin/message/custom/business/send restricted send
datacube.getusersummary POST /datacube/getusersummary current read
datacube.getusercumulate POST /datacube/getusercumulate current read
datacube.getarticlesummary POST /datacube/getarticlesummary restricted read
datacube.getarticletotal POST /datacube/getarticletotal restricted read
datacube.getuserread POST /datacube/getuserread restricted read
datacube.getuserreadhour POST /datacube/getuserreadhour restricted read
datacube.getusershare POST /datacube/getusershare restricted read
datacube.getusersharehour POST /datacube/getusersharehour restricted read
datacube.getarticleread POST /datacube/getarticleread current read
datacube.getarticleshare POST /datacube/getarticleshare current read
datacube.getbizsummary POST /datacube/getbizsummary current read
datacube.getarticletotaldetail POST /datacube/getarticletotaldetail current read
datacube.getupstreammsg POST /datacube/getupstreammsg current read
datacube.getupstreammsghour POST /datacube/getupstreammsghour current read
datacube.getupstreammsgweek POST /datacube/getupstreammsgweek current read
datacube.getupstreammsgmonth POST /datacube/getupstreammsgmonth current read
datacube.getupstreammsgdist POST /datacube/getupstreammsgdist current read
datacube.getupstreammsgdistweek POST /datacube/getupstreammsgdistweek current read
datacube.getupstreammsgdistmonth POST /datacube/getupstreammsgdistmonth current read
datacube.getinterfacesummary POST /datacube/getinterfacesummary current read
datacube.getinterfacesummaryhour POST /datacube/getinterfacesummaryhour current read
publisher.stat.publisher_adpos_general GET /publisher/stat?action=publisher_adpos_general restricted read
publisher.stat.publisher_cps_general GET /publisher/stat?action=publisher_cps_general restricted read
publisher.stat.publisher_settlement GET /publisher/stat?action=publisher_settlement restricted read
qrcode.create POST /cgi-bin/qrcode/create current spend
qrcode.show GET https://mp.weixin.qq.com/cgi-bin/showqrcode current read
wxopen.qrcodejumpget POST /cgi-bin/wxopen/qrcodejumpget current read
wxopen.qrcodejumpadd POST /cgi-bin/wxopen/qrcodejumpadd current write
wxopen.qrcodejumppublish POST /cgi-bin/wxopen/qrcodejumppublish current spend
wxopen.qrcodejumpdelete POST /cgi-bin/wxopen/qrcodejumpdelete current delete
shorten.gen POST /cgi-bin/shorten/gen current write
shorten.fetch POST /cgi-bin/shorten/fetch current read
shorturl POST /cgi-bin/shorturl retired write
sns.authorize_page GET https://open.weixin.qq.com/connect/oauth2/authorize current read
sns.oauth2.access_token GET /sns/oauth2/access_token current spend
sns.oauth2.refresh_token GET /sns/oauth2/refresh_token current write
sns.auth GET /sns/auth current read
sns.userinfo GET /sns/userinfo current read
ticket.getticket GET /cgi-bin/ticket/getticket current read
cv.ocr.idcard POST /cv/ocr/idcard current spend
cv.ocr.bankcard POST /cv/ocr/bankcard current spend
cv.ocr.driving POST /cv/ocr/driving current spend
cv.ocr.drivinglicense POST /cv/ocr/drivinglicense current spend
cv.ocr.bizlicense POST /cv/ocr/bizlicense current spend
cv.ocr.comm POST /cv/ocr/comm current spend
cv.ocr.menu POST /cv/ocr/menu current spend
cv.ocr.platenum POST /cv/ocr/platenum restricted spend
cv.img.aicrop POST /cv/img/aicrop current spend
cv.img.qrcode POST /cv/img/qrcode current spend
cv.img.superresolution POST /cv/img/superresolution restricted spend
media.voice.addvoicetorecofortext POST /cgi-bin/media/voice/addvoicetorecofortext current spend
media.voice.queryrecoresultfortext POST /cgi-bin/media/voice/queryrecoresultfortext current read
media.voice.translatecontent POST /cgi-bin/media/voice/translatecontent current spend
semantic.semproxy.search POST /semantic/semproxy/search restricted spend
store.apply_merchant POST /wxa/apply_merchant restricted spend
store.get_merchant_category GET /wxa/get_merchant_category restricted read
store.get_merchant_audit_info GET /wxa/get_merchant_audit_info restricted read
store.modify_merchant POST /wxa/modify_merchant restricted write
store.get_district GET /wxa/get_district restricted read
store.search_map_poi POST /wxa/search_map_poi restricted read
store.create_map_poi POST /wxa/create_map_poi restricted write
store.add_store POST /wxa/add_store restricted write
store.update_store POST /wxa/update_store restricted write
store.get_store_info POST /wxa/get_store_info restricted read
store.get_store_list POST /wxa/get_store_list restricted read
store.del_store POST /wxa/del_store restricted delete
intp.marketcode.applycode POST /intp/marketcode/applycode restricted spend
intp.marketcode.applycodequery POST /intp/marketcode/applycodequery restricted read
intp.marketcode.applycodedownload POST /intp/marketcode/applycodedownload restricted read
intp.marketcode.codeactive POST /intp/marketcode/codeactive restricted spend
intp.marketcode.codeactivequery POST /intp/marketcode/codeactivequery restricted read
intp.marketcode.tickettocode POST /intp/marketcode/tickettocode restricted read
cityservice.sendchannelmsg POST /cityservice/sendchannelmsg restricted send
card.invoice.setbizattr.set_auth_field POST /card/invoice/setbizattr?action=set_auth_field current write
card.invoice.setbizattr.get_auth_field POST /card/invoice/setbizattr?action=get_auth_field current read
card.invoice.setbizattr.set_pay_mch POST /card/invoice/setbizattr?action=set_pay_mch current write
card.invoice.setbizattr.get_pay_mch POST /card/invoice/setbizattr?action=get_pay_mch current read
card.invoice.setbizattr.set_contact POST /card/invoice/setbizattr?action=set_contact current write
card.invoice.setbizattr.get_contact POST /card/invoice/setbizattr?action=get_contact current read
card.invoice.getauthurl POST /card/invoice/getauthurl current write
card.invoice.getauthdata POST /card/invoice/getauthdata current read
card.invoice.rejectinsert POST /card/invoice/rejectinsert current send
card.invoice.seturl POST /card/invoice/seturl restricted write
card.invoice.platform.createcard POST /card/invoice/platform/createcard restricted write
card.invoice.platform.setpdf POST /card/invoice/platform/setpdf restricted write
card.invoice.platform.getpdf POST /card/invoice/platform/getpdf restricted read
card.invoice.platform.updatestatus POST /card/invoice/platform/updatestatus restricted delete
card.invoice.insert POST /card/invoice/insert current send
card.invoice.reimburse.getinvoiceinfo POST /card/invoice/reimburse/getinvoiceinfo current read
card.invoice.reimburse.getinvoicebatch POST /card/invoice/reimburse/getinvoicebatch current read
card.invoice.reimburse.updateinvoicestatus POST /card/invoice/reimburse/updateinvoicestatus current delete
card.invoice.reimburse.updatestatusbatch POST /card/invoice/reimburse/updatestatusbatch current delete
card.invoice.biz.getusertitleurl POST /card/invoice/biz/getusertitleurl current read
card.invoice.biz.getselecttitleurl POST /card/invoice/biz/getselecttitleurl current read
card.invoice.scantitle POST /card/invoice/scantitle current read
card.invoice.makeoutinvoice POST /card/invoice/makeoutinvoice restricted send
card.invoice.clearoutinvoice POST /card/invoice/clearoutinvoice restricted delete
card.invoice.queryinvoceinfo POST /card/invoice/queryinvoceinfo restricted read
nontax.queryfee POST /nontax/queryfee restricted read
nontax.unifiedorder POST /nontax/unifiedorder restricted write
nontax.getorder POST /nontax/getorder restricted read
nontax.getorderlist POST /nontax/getorderlist restricted read
nontax.refund POST /nontax/refund restricted spend
nontax.downloadbill POST /nontax/downloadbill restricted read
nontax.notifyinconsistentorder POST /nontax/notifyinconsistentorder restricted spend
nontax.mocknotification POST /nontax/mocknotification restricted write
nontax.mockqueryfee POST /nontax/mockqueryfee restricted read
nontax.micropay POST /nontax/micropay restricted spend
nontax.getbillauthurl POST /nontax/getbillauthurl restricted write
nontax.createbillcard POST /nontax/createbillcard restricted write
nontax.insertbill POST /nontax/insertbill restricted send
nontax.getrealname POST /nontax/getrealname restricted read
nontax.vehicle.querystate POST /nontax/vehicle/querystate restricted read
nontax.vehicle.entrancenotify POST /nontax/vehicle/entrancenotify restricted send
nontax.vehicle.payapply POST /nontax/vehicle/payapply restricted spend
card.create POST /card/create restricted write
card.get POST /card/get restricted read
card.batchget POST /card/batchget restricted read
card.update POST /card/update restricted write
card.modifystock POST /card/modifystock restricted write
card.delete POST /card/delete restricted delete
card.paycell.set POST /card/paycell/set restricted write
card.selfconsumecell.set POST /card/selfconsumecell/set restricted write
card.qrcode.create POST /card/qrcode/create restricted write
card.landingpage.create POST /card/landingpage/create restricted write
card.mpnews.gethtml POST /card/mpnews/gethtml restricted read
card.testwhitelist.set POST /card/testwhitelist/set restricted write
card.code.deposit POST /card/code/deposit restricted write
card.code.getdepositcount POST /card/code/getdepositcount restricted read
card.code.checkcode POST /card/code/checkcode restricted read
card.code.get POST /card/code/get restricted read
card.code.consume POST /card/code/consume restricted delete
card.code.decrypt POST /card/code/decrypt restricted read
card.code.update POST /card/code/update restricted write
card.code.unavailable POST /card/code/unavailable restricted delete
card.user.getcardlist POST /card/user/getcardlist restricted read
card.membercard.activate.geturl POST /card/membercard/activate/geturl restricted read
card.membercard.activatetempinfo.get POST /card/membercard/activatetempinfo/get restricted read
card.membercard.activate POST /card/membercard/activate restricted write
card.membercard.activateuserform.set POST /card/membercard/activateuserform/set restricted write
card.membercard.updateuser POST /card/membercard/updateuser restricted send
card.membercard.userinfo.get POST /card/membercard/userinfo/get restricted read
card.meetingticket.updateuser POST /card/meetingticket/updateuser restricted write
card.movieticket.updateuser POST /card/movieticket/updateuser restricted write
card.boardingpass.checkin POST /card/boardingpass/checkin restricted write
card.giftcard.page.add POST /card/giftcard/page/add restricted write
card.giftcard.page.get POST /card/giftcard/page/get restricted read
card.giftcard.page.update POST /card/giftcard/page/update restricted write
card.giftcard.page.batchget POST /card/giftcard/page/batchget restricted read
card.giftcard.maintain.set POST /card/giftcard/maintain/set restricted write
card.giftcard.pay.whitelist.add POST /card/giftcard/pay/whitelist/add restricted write
card.giftcard.pay.submch.bind POST /card/giftcard/pay/submch/bind restricted write
card.giftcard.wxa.set POST /card/giftcard/wxa/set restricted write
card.generalcard.updateuser POST /card/generalcard/updateuser restricted send
card.giftcard.order.get POST /card/giftcard/order/get restricted read
card.giftcard.order.batchget POST /card/giftcard/order/batchget restricted read
card.giftcard.order.refund POST /card/giftcard/order/refund restricted spend
card.paygiftcard.add POST /card/paygiftcard/add restricted write
card.paygiftcard.delete POST /card/paygiftcard/delete restricted delete
card.paygiftcard.getbyid POST /card/paygiftcard/getbyid restricted read
card.paygiftcard.batchget POST /card/paygiftcard/batchget restricted read
card.submerchant.submit POST /card/submerchant/submit restricted write
card.submerchant.update POST /card/submerchant/update restricted write
card.getapplyprotocol GET /card/getapplyprotocol restricted read
card.submerchant.get POST /card/submerchant/get restricted read
card.submerchant.batchget POST /card/submerchant/batchget restricted read
card.storewxa.get POST /card/storewxa/get restricted read
card.storewxa.set POST /card/storewxa/set restricted write
card.code.mark POST /card/code/mark restricted write
card.getcolors GET /card/getcolors restricted read
card.luckymoney.updateuserbalance POST /card/luckymoney/updateuserbalance retired spend
card.paygiftmembercard.add POST /card/paygiftmembercard/add restricted write
card.paygiftmembercard.delete POST /card/paygiftmembercard/delete restricted delete
card.paygiftmembercard.get POST /card/paygiftmembercard/get restricted read
card.pay.activate GET /card/pay/activate retired write
card.pay.confirm POST /card/pay/confirm retired spend
card.pay.getcoinsinfo GET /card/pay/getcoinsinfo retired read
card.pay.getorder POST /card/pay/getorder retired read
card.pay.getorderlist POST /card/pay/getorderlist retired read
card.pay.getpayprice POST /card/pay/getpayprice retired read
card.pay.recharge POST /card/pay/recharge retired spend
card.mkt.activity.create POST /card/mkt/activity/create retired write
datacube.getcardbizuininfo POST /datacube/getcardbizuininfo restricted read
datacube.getcardcardinfo POST /datacube/getcardcardinfo restricted read
datacube.getcardmembercardinfo POST /datacube/getcardmembercardinfo restricted read
datacube.getcardmembercarddetail POST /datacube/getcardmembercarddetail restricted read
open.create POST /cgi-bin/open/create restricted write
open.bind POST /cgi-bin/open/bind restricted write
open.unbind POST /cgi-bin/open/unbind restricted write
open.get POST /cgi-bin/open/get restricted read
open.have POST /cgi-bin/open/have restricted read
open.sameentity GET /cgi-bin/open/sameentity restricted read
wxopen.wxamplinkget POST /cgi-bin/wxopen/wxamplinkget restricted read
wxopen.wxamplink POST /cgi-bin/wxopen/wxamplink restricted send
wxopen.wxampunlink POST /cgi-bin/wxopen/wxampunlink restricted write
account.fastregister POST /cgi-bin/account/fastregister restricted spend
sns.oauth2.component.access_token GET /sns/oauth2/component/access_token restricted spend
sns.oauth2.component.refresh_token GET /sns/oauth2/component/refresh_token restricted write
scan.product.v2.add POST /scan/product/v2/add restricted write
scan.product.v2.status POST /scan/product/v2/status restricted read
scan.product.v2.getinfo POST /scan/product/v2/getinfo restricted read
scan.product.v2.getinfobypage POST /scan/product/v2/getinfobypage restricted read
marketing.user_action_sets.add POST /marketing/user_action_sets/add restricted write
marketing.user_action_sets.get GET /marketing/user_action_sets/get restricted read
marketing.user_actions.add POST /marketing/user_actions/add restricted write
marketing.wechat_ad_leads.get GET /marketing/wechat_ad_leads/get restricted read
groups.create POST /cgi-bin/groups/create retired write
groups.get GET /cgi-bin/groups/get retired read
groups.getid POST /cgi-bin/groups/getid retired read
groups.update POST /cgi-bin/groups/update retired write
groups.delete POST /cgi-bin/groups/delete retired delete
groups.members.update POST /cgi-bin/groups/members/update retired write
groups.members.batchupdate POST /cgi-bin/groups/members/batchupdate retired write
poi.addpoi POST /cgi-bin/poi/addpoi retired write
poi.updatepoi POST /cgi-bin/poi/updatepoi retired write
poi.getpoi POST /cgi-bin/poi/getpoi retired read
poi.getpoilist POST /cgi-bin/poi/getpoilist retired read
poi.delpoi POST /cgi-bin/poi/delpoi retired delete
poi.getwxcategory GET /cgi-bin/poi/getwxcategory retired read
api_getwxcategory GET /cgi-bin/api_getwxcategory retired read
guide.addguideacct POST /cgi-bin/guide/addguideacct retired write
guide.getguideacct GET /cgi-bin/guide/getguideacct retired read
guide.updateguideacct POST /cgi-bin/guide/updateguideacct retired write
guide.delguideacct POST /cgi-bin/guide/delguideacct retired delete
guide.guidecreateqrcode POST /cgi-bin/guide/guidecreateqrcode retired write
guide.setguideconfig POST /cgi-bin/guide/setguideconfig retired write
guide.getguideconfig POST /cgi-bin/guide/getguideconfig retired read
guide.setguideacctconfig POST /cgi-bin/guide/setguideacctconfig retired write
guide.getguideacctconfig POST /cgi-bin/guide/getguideacctconfig retired read
guide.newguidegroup POST /cgi-bin/guide/newguidegroup retired write
guide.getguidegrouplist POST /cgi-bin/guide/getguidegrouplist retired read
guide.getgroupinfo POST /cgi-bin/guide/getgroupinfo retired read
guide.addguide2guidegroup POST /cgi-bin/guide/addguide2guidegroup retired write
guide.delguide2guidegroup POST /cgi-bin/guide/delguide2guidegroup retired write
guide.getgroupbyguide POST /cgi-bin/guide/getgroupbyguide retired read
guide.delguidegroup POST /cgi-bin/guide/delguidegroup retired delete
guide.addguidebuyerrelation POST /cgi-bin/guide/addguidebuyerrelation retired write
guide.delguidebuyerrelation POST /cgi-bin/guide/delguidebuyerrelation retired delete
guide.getguidebuyerrelationlist POST /cgi-bin/guide/getguidebuyerrelationlist retired read
guide.rebindguideacctforbuyer POST /cgi-bin/guide/rebindguideacctforbuyer retired write
guide.updateguidebuyerrelation POST /cgi-bin/guide/updateguidebuyerrelation retired write
guide.getguidebuyerrelationbybuyer POST /cgi-bin/guide/getguidebuyerrelationbybuyer retired read
guide.getguidebuyerrelation POST /cgi-bin/guide/getguidebuyerrelation retired read
guide.getguidebuyerchatrecord POST /cgi-bin/guide/getguidebuyerchatrecord retired read
guide.newguidetagoption POST /cgi-bin/guide/newguidetagoption retired write
guide.delguidetagoption POST /cgi-bin/guide/delguidetagoption retired delete
guide.addguidetagoption POST /cgi-bin/guide/addguidetagoption retired write
guide.getguidetagoption POST /cgi-bin/guide/getguidetagoption retired read
guide.addguidebuyertag POST /cgi-bin/guide/addguidebuyertag retired write
guide.getguidebuyertag POST /cgi-bin/guide/getguidebuyertag retired read
guide.queryguidebuyerbytag POST /cgi-bin/guide/queryguidebuyerbytag retired read
guide.delguidebuyertag POST /cgi-bin/guide/delguidebuyertag retired write
guide.addguidebuyerdisplaytag POST /cgi-bin/guide/addguidebuyerdisplaytag retired write
guide.getguidebuyerdisplaytag POST /cgi-bin/guide/getguidebuyerdisplaytag retired read
guide.setguidecardmaterial POST /cgi-bin/guide/setguidecardmaterial retired write
guide.getguidecardmaterial POST /cgi-bin/guide/getguidecardmaterial retired read
guide.delguidecardmaterial POST /cgi-bin/guide/delguidecardmaterial retired delete
guide.setguideimagematerial POST /cgi-bin/guide/setguideimagematerial retired write
guide.getguideimagematerial POST /cgi-bin/guide/getguideimagematerial retired read
guide.delguideimagematerial POST /cgi-bin/guide/delguideimagematerial retired delete
guide.setguidewordmaterial POST /cgi-bin/guide/setguidewordmaterial retired write
guide.getguidewordmaterial POST /cgi-bin/guide/getguidewordmaterial retired read
guide.delguidewordmaterial POST /cgi-bin/guide/delguidewordmaterial retired delete
guide.addguidemassendjob POST /cgi-bin/guide/addguidemassendjob retired send
guide.getguidemassendjoblist POST /cgi-bin/guide/getguidemassendjoblist retired read
guide.getguidemassendjob POST /cgi-bin/guide/getguidemassendjob retired read
guide.updateguidemassendjob POST /cgi-bin/guide/updateguidemassendjob retired send
guide.cancelguidemassendjob POST /cgi-bin/guide/cancelguidemassendjob retired delete
shakearound.account.register POST /shakearound/account/register retired write
shakearound.device.applyid POST /shakearound/device/applyid retired spend
shakearound.device.applystatus POST /shakearound/device/applystatus retired read
shakearound.device.update POST /shakearound/device/update retired write
shakearound.device.bindlocation POST /shakearound/device/bindlocation retired write
shakearound.device.search POST /shakearound/device/search retired read
shakearound.device.bindpage POST /shakearound/device/bindpage retired write
shakearound.device.group.add POST /shakearound/device/group/add retired write
shakearound.device.group.update POST /shakearound/device/group/update retired write
shakearound.device.group.delete POST /shakearound/device/group/delete retired delete
shakearound.device.group.getlist POST /shakearound/device/group/getlist retired read
shakearound.device.group.getdetail POST /shakearound/device/group/getdetail retired read
shakearound.device.group.adddevice POST /shakearound/device/group/adddevice retired write
shakearound.device.group.deletedevice POST /shakearound/device/group/deletedevice retired write
shakearound.page.add POST /shakearound/page/add retired write
shakearound.page.update POST /shakearound/page/update retired write
shakearound.page.search POST /shakearound/page/search retired read
shakearound.page.delete POST /shakearound/page/delete retired delete
shakearound.material.add POST /shakearound/material/add retired write
shakearound.relation.search POST /shakearound/relation/search retired read
shakearound.user.getshakeinfo POST /shakearound/user/getshakeinfo retired read
shakearound.statistics.device POST /shakearound/statistics/device retired read
shakearound.statistics.devicelist POST /shakearound/statistics/devicelist retired read
shakearound.statistics.page POST /shakearound/statistics/page retired read
shakearound.statistics.pagelist POST /shakearound/statistics/pagelist retired read
shakearound.lottery.addlotteryinfo POST /shakearound/lottery/addlotteryinfo retired write
shakearound.lottery.setprizebucket POST /shakearound/lottery/setprizebucket retired spend
shakearound.account.auditstatus GET /shakearound/account/auditstatus retired read
shakearound.lottery.setlotteryswitch GET /shakearound/lottery/setlotteryswitch retired write
shakearound.lottery.querylottery GET /shakearound/lottery/querylottery retired read
bizwifi.openplugin.token POST /bizwifi/openplugin/token retired write
bizwifi.shop.list POST /bizwifi/shop/list retired read
bizwifi.shop.get POST /bizwifi/shop/get retired read
bizwifi.shop.update POST /bizwifi/shop/update retired write
bizwifi.shop.clean POST /bizwifi/shop/clean retired delete
bizwifi.device.add POST /bizwifi/device/add retired write
bizwifi.device.list POST /bizwifi/device/list retired read
bizwifi.device.delete POST /bizwifi/device/delete retired delete
bizwifi.apportal.register POST /bizwifi/apportal/register retired spend
bizwifi.qrcode.get POST /bizwifi/qrcode/get retired read
bizwifi.homepage.set POST /bizwifi/homepage/set retired write
bizwifi.homepage.get POST /bizwifi/homepage/get retired read
bizwifi.bar.set POST /bizwifi/bar/set retired write
bizwifi.finishpage.set POST /bizwifi/finishpage/set retired write
bizwifi.statistics.list POST /bizwifi/statistics/list retired read
bizwifi.couponput.set POST /bizwifi/couponput/set retired write
bizwifi.couponput.get POST /bizwifi/couponput/get retired read
bizwifi.account.get_connecturl GET /bizwifi/account/get_connecturl retired read
device.transmsg POST /device/transmsg retired send
device.authorize_device POST /device/authorize_device retired spend
device.bind POST /device/bind retired write
device.unbind POST /device/unbind retired write
device.compel_bind POST /device/compel_bind retired write
device.compel_unbind POST /device/compel_unbind retired write
device.getqrcode GET /device/getqrcode retired spend
device.get_openid GET /device/get_openid retired read
device.get_bind_device GET /device/get_bind_device retired read
device.create_qrcode POST /device/create_qrcode retired write
device.get_stat GET /device/get_stat retired read
device.verify_qrcode POST /device/verify_qrcode retired read
merchant.create POST /merchant/create retired write
merchant.del POST /merchant/del retired delete
merchant.update POST /merchant/update retired write
merchant.get POST /merchant/get retired read
merchant.getbystatus POST /merchant/getbystatus retired read
merchant.modproductstatus POST /merchant/modproductstatus retired write
merchant.category.getsub POST /merchant/category/getsub retired read
merchant.category.getsku POST /merchant/category/getsku retired read
merchant.category.getproperty POST /merchant/category/getproperty retired read
merchant.stock.add POST /merchant/stock/add retired write
merchant.stock.reduce POST /merchant/stock/reduce retired write
merchant.express.add POST /merchant/express/add retired write
merchant.express.del POST /merchant/express/del retired delete
merchant.express.update POST /merchant/express/update retired write
merchant.express.getbyid POST /merchant/express/getbyid retired read
merchant.group.add POST /merchant/group/add retired write
merchant.group.del POST /merchant/group/del retired delete
merchant.group.propertymod POST /merchant/group/propertymod retired write
merchant.group.productmod POST /merchant/group/productmod retired write
merchant.group.getbyid POST /merchant/group/getbyid retired read
merchant.shelf.add POST /merchant/shelf/add retired write
merchant.shelf.del POST /merchant/shelf/del retired delete
merchant.shelf.mod POST /merchant/shelf/mod retired write
merchant.shelf.getbyid POST /merchant/shelf/getbyid retired read
merchant.order.getbyid POST /merchant/order/getbyid retired read
merchant.order.getbyfilter POST /merchant/order/getbyfilter retired read
merchant.order.setdelivery POST /merchant/order/setdelivery retired send
merchant.order.close POST /merchant/order/close retired delete
merchant.common.upload_img POST /merchant/common/upload_img retired write
merchant.express.getall GET /merchant/express/getall retired read
merchant.group.getall GET /merchant/group/getall retired read
merchant.shelf.getall GET /merchant/shelf/getall retired read
scan.merchantinfo.get GET /scan/merchantinfo/get retired read
scan.product.create POST /scan/product/create retired write
scan.product.modstatus POST /scan/product/modstatus retired write
scan.testwhitelist.set POST /scan/testwhitelist/set retired write
scan.product.getqrcode POST /scan/product/getqrcode retired read
scan.product.get POST /scan/product/get retired read
scan.product.getlist POST /scan/product/getlist retired read
scan.product.update POST /scan/product/update retired write
scan.product.clear POST /scan/product/clear retired delete
scan.scanticket.check POST /scan/scanticket/check retired read
`
