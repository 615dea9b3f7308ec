"""The addresses of giving."""

from django.urls import path

from heli.loops.giving.web import (
    banks,
    bulletins,
    campaigns,
    closing,
    confirming,
    deliveries,
    gifts,
    imports,
    matching,
    money,
    needs,
    papers,
    pledges,
    portal,
    proofs,
    reconciling,
    redirecting,
    statements,
    steps,
    stock,
)


app_name = "giving"

# The menu marks the line that a page's address begins with: appeals, payments, undone steps and lines of
# the bank have no line of their own, and are part of a campaign.
_DESK = "desk/giving/"
_CAMPAIGN = _DESK + "campaigns/<uuid:uid>/"
_APPEAL = _DESK + "campaigns/appeals/<uuid:uid>/"
_GIFT = _DESK + "gifts/<uuid:uid>/"
_STATEMENT = _DESK + "statements/<uuid:uid>/"
_DELIVERY = _DESK + "deliveries/<uuid:uid>/"
_NEED = _DESK + "needs/<uuid:uid>/"
_PLEDGE = _DESK + "pledges/<uuid:uid>/"
_IMPORT = _DESK + "imports/<uuid:uid>/"
_PAYMENT = _DESK + "campaigns/payments/<uuid:uid>/"
_BANK_LINE = _DESK + "campaigns/bank/<uuid:uid>/"

urlpatterns = [
    path(_DESK + "campaigns/", campaigns.campaigns, name="campaigns"),
    path(_DESK + "campaigns/new/", campaigns.new_campaign, name="new_campaign"),
    path(_CAMPAIGN, campaigns.campaign, name="campaign"),
    path(_CAMPAIGN + "appeals/new/", campaigns.new_appeal, name="new_appeal"),
    path(_CAMPAIGN + "needs/new/", campaigns.new_need, name="new_need"),
    path(_CAMPAIGN + "reconcile/", reconciling.reconcile, name="reconcile"),
    path(_CAMPAIGN + "money/", money.money, name="money"),
    path(_CAMPAIGN + "money/pay/", money.pay, name="pay"),
    path(_CAMPAIGN + "money/buy/", money.buy, name="buy"),
    path(_CAMPAIGN + "money/help/", money.count_help, name="count_help"),
    path(_PAYMENT + "back/", money.payment_back, name="payment_back"),
    path(_APPEAL + "sale/", money.sale, name="sale"),
    path(_APPEAL + "close/", closing.close, name="close"),
    path(_GIFT + "redirect/", redirecting.redirect, name="redirect"),
    path(_CAMPAIGN + "letters/", papers.letters, name="letters"),
    path(_GIFT + "letter/<slug:form>/", papers.letter, name="letter"),
    path(_DELIVERY + "packing-list/<slug:form>/", papers.packing_list, name="packing_list"),
    path(_CAMPAIGN + "three-way/", matching.three_way, name="three_way"),
    path(_CAMPAIGN + "pack/", deliveries.pack, name="pack"),
    path(_APPEAL + "gift/", gifts.new_gift, name="new_gift"),
    path(_APPEAL + "pledge/", pledges.new_pledge, name="new_pledge"),
    # gifts
    path(_DESK + "gifts/", gifts.gifts, name="gifts"),
    path(_GIFT, gifts.gift, name="gift"),
    path(_GIFT + "slips/<uuid:which>/", gifts.slip, name="slip"),
    path(_GIFT + "back/", gifts.take_back, name="take_back"),
    path(_GIFT + "name/", gifts.name, name="name"),
    # lists in and out
    path(_DESK + "imports/", imports.imports, name="imports"),
    path(_APPEAL + "import/", imports.new_import, name="new_import"),
    path(_CAMPAIGN + "gifts/<slug:kind>/", gifts.export, name="export"),
    path(_IMPORT, imports.import_, name="import"),
    path(_IMPORT + "progress/", imports.progress, name="import_progress"),
    path(_IMPORT + "columns/", imports.columns, name="import_columns"),
    path(_IMPORT + "begin/", imports.begin, name="import_begin"),
    path(_IMPORT + "go-on/", imports.go_on, name="import_go_on"),
    path(_IMPORT + "back/", imports.take_back, name="import_back"),
    path(_IMPORT + "discard/", imports.discard, name="import_discard"),
    path(_IMPORT + "faulty/", imports.faulty, name="import_faulty"),
    # bank statements
    path(_CAMPAIGN + "bank/", banks.bank, name="bank"),
    path(_CAMPAIGN + "bank/enter/", banks.enter, name="bank_enter"),
    path(_BANK_LINE, banks.line, name="bank_line"),
    path(_BANK_LINE + "match/", banks.match, name="bank_match"),
    path(_BANK_LINE + "aside/", banks.aside, name="bank_aside"),
    path(_BANK_LINE + "loosen/", banks.loosen, name="bank_loosen"),
    # pledges and needs
    path(_DESK + "pledges/", pledges.pledges, name="pledges"),
    path(_PLEDGE, pledges.pledge, name="pledge"),
    path(_PLEDGE + "receive/", pledges.receive, name="pledge_receive"),
    path(_PLEDGE + "lapse/", pledges.lapse, name="pledge_lapse"),
    path(_PLEDGE + "withdraw/", pledges.withdraw, name="pledge_withdraw"),
    path(_PLEDGE + "reopen/", pledges.reopen, name="pledge_reopen"),
    path(_DESK + "needs/", pledges.needs, name="needs"),
    path(_NEED, needs.need, name="need"),
    path(_NEED + "match/", needs.match, name="need_match"),
    path(_NEED + "meet/", needs.meet, name="need_meet"),
    path(_NEED + "withdraw/", needs.withdraw, name="need_withdraw"),
    path(_NEED + "reopen/", needs.reopen, name="need_reopen"),
    path(_DESK + "campaigns/undo/<uuid:act>/", steps.undo, name="undo"),
    # deliveries
    path(_DESK + "deliveries/", deliveries.deliveries, name="deliveries"),
    path(_DELIVERY, deliveries.delivery, name="delivery"),
    path(_DELIVERY + "send/", deliveries.send, name="send"),
    path(_DELIVERY + "arrive/", deliveries.arrive, name="arrive"),
    path(_DELIVERY + "explain/", deliveries.explain, name="explain"),
    path(_DELIVERY + "cancel/", deliveries.cancel, name="cancel"),
    path(_DELIVERY + "settle/", deliveries.settle, name="settle"),
    path(_DELIVERY + "publish/", deliveries.publish, name="publish"),
    # public statements
    path(_DESK + "statements/", statements.statements, name="statements"),
    path(_STATEMENT, statements.statement, name="statement"),
    path(_STATEMENT + "files/<slug:form>/", statements.file, name="statement_file"),
    path(_STATEMENT + "publish/", statements.publish, name="statement_publish"),
    path(_STATEMENT + "drop/", statements.drop, name="statement_drop"),
    # stock
    path(_DESK + "stock/", stock.stock, name="stock"),
    path(_DESK + "stock/<uuid:account>/<uuid:item>/", stock.card, name="card"),
    # anybody
    path("ledger/", portal.ledgers, name="ledgers"),
    path("ledger/<slug:code>/", portal.open_ledger, name="ledger"),
    path("ledger/<slug:code>/statements/<int:number>/", bulletins.bulletin, name="bulletin"),
    path(
        "ledger/<slug:code>/statements/<int:number>/<slug:form>/",
        bulletins.bulletin_file,
        name="bulletin_file",
    ),
    path("ledger/<slug:code>/rows/<uuid:uid>/", proofs.row, name="row"),
    path("ledger/<slug:code>/rows/<uuid:uid>/proof/", proofs.row_proof, name="row_proof"),
    path("confirm/<uuid:uid>/<uuid:account>/<slug:token>/", confirming.confirm, name="confirm"),
]
