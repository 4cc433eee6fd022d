-- group: funding
-- access: public
create table mart.fund_performance (
    fund_id                 varchar not null,
    committed_cny           decimal(38, 2) not null,
    called_cny              decimal(38, 2),
    called_unpaid_cny       decimal(38, 2),
    call_reason             varchar,
    paid_in_cny             decimal(38, 2) not null,
    guide_committed_cny     decimal(38, 2),
    guide_paid_in_cny       decimal(38, 2),
    amplified_committed_cny decimal(38, 2),
    amplified_paid_in_cny   decimal(38, 2),
    committed_amplification decimal(19, 6),
    paid_in_amplification   decimal(19, 6),
    amplification_reason    varchar,
    invested_cny            decimal(38, 2) not null,
    investment_count        integer not null,
    enterprise_count        integer not null,
    distributed_cny         decimal(38, 2) not null,
    nav_date                date,
    nav_cny                 decimal(38, 2),
    paid_in_at_nav_cny      decimal(38, 2),
    distributed_at_nav_cny  decimal(38, 2),
    dpi                     decimal(19, 6),
    rvpi                    decimal(19, 6),
    tvpi                    decimal(19, 6),
    returns_reason          varchar,
    irr                     decimal(19, 6),
    irr_note                varchar,
    outside_cny             decimal(38, 2) not null,
    onward_cny              decimal(38, 2) not null,
    not_invested_cny        decimal(38, 2),
    balance_reason          varchar,
    doubted_paid_in_cny     decimal(38, 2) not null,
    doubted_invested_cny    decimal(38, 2) not null,
    is_flagged              boolean not null default false,
    is_synthetic            boolean not null,
    primary key (fund_id)
);
comment on table mart.fund_performance is 'Performance of a fund: commitments, paid-in capital, amplification and returns. Ratios are as of the newest valuation. 中文：基金绩效：认缴与实缴并列、放大倍数、回报';
comment on column mart.fund_performance.fund_id is 'The fund. 中文：基金标识';
comment on column mart.fund_performance.committed_cny is 'Yuan committed to the fund by all contributors. 中文：认缴总额（元）';
comment on column mart.fund_performance.called_cny is 'Yuan called for from all contributors; null where no call was reported. 中文：通知出资总额（元），未报为空';
comment on column mart.fund_performance.called_unpaid_cny is 'Yuan called but not paid in: called_cny less paid_in_cny, negative if paid without a call; null if no call was reported. 中文：已通知未实缴（元），未经通知即到账的为负，无通知记录为空';
comment on column mart.fund_performance.call_reason is 'Why both are null. 中文：两项空值原因';
comment on column mart.fund_performance.paid_in_cny is 'Yuan paid in by all contributors. 中文：实缴总额（元）';
comment on column mart.fund_performance.guide_committed_cny is 'Yuan committed by the guide fund: to this sub-fund, or by this guide fund to all its sub-funds. Null for other funds. 中文：引导基金认缴（元）';
comment on column mart.fund_performance.guide_paid_in_cny is 'Yuan paid in by the guide fund, likewise. 中文：引导基金实缴（元）';
comment on column mart.fund_performance.amplified_committed_cny is 'Yuan committed to the sub-fund by everybody, or to all sub-funds of the guide fund. 中文：子基金认缴规模（元）';
comment on column mart.fund_performance.amplified_paid_in_cny is 'Yuan paid in to the sub-fund by everybody, or to all sub-funds of the guide fund. 中文：子基金实缴规模（元）';
comment on column mart.fund_performance.committed_amplification is 'Committed over committed: the multiple that headlines name. Null where the guide fund committed nothing. 中文：认缴口径放大倍数';
comment on column mart.fund_performance.paid_in_amplification is 'Paid in over paid in: 资金放大倍数 of the rules in force. Null where the guide fund paid nothing. 中文：资金放大倍数（实缴口径）';
comment on column mart.fund_performance.amplification_reason is 'Why a multiple, or an amount of the guide fund, is null. 中文：放大倍数或引导基金金额空值原因';
comment on column mart.fund_performance.invested_cny is 'Yuan invested in enterprises. 中文：投资总额（元）';
comment on column mart.fund_performance.investment_count is 'Investments made. 中文：投资笔数';
comment on column mart.fund_performance.enterprise_count is 'Enterprises invested in. 中文：被投企业数';
comment on column mart.fund_performance.distributed_cny is 'Yuan distributed to contributors. 中文：分配总额（元）';
comment on column mart.fund_performance.nav_date is 'Day of the newest valuation; null without one. Ratios count flows up to this day. 中文：最新估值日期，各比率计至该日';
comment on column mart.fund_performance.nav_cny is 'Net asset value on that day, yuan. 中文：最新净资产（元）';
comment on column mart.fund_performance.paid_in_at_nav_cny is 'Yuan paid in up to that day: the denominator of the ratios. 中文：截至估值日实缴（元）';
comment on column mart.fund_performance.distributed_at_nav_cny is 'Yuan distributed up to that day. 中文：截至估值日分配（元）';
comment on column mart.fund_performance.dpi is 'Distributions over paid-in, up to nav_date; up to today where there is no valuation. Null where nothing was paid in. 中文：DPI（已分配倍数）';
comment on column mart.fund_performance.rvpi is 'Newest net asset value over paid-in; null without a valuation. 中文：RVPI（剩余价值倍数）';
comment on column mart.fund_performance.tvpi is 'DPI plus RVPI, from the newest valuation only; null without a valuation. 中文：TVPI（总价值倍数）';
comment on column mart.fund_performance.returns_reason is 'Why a multiple is null, and the valuation where there is none. 中文：回报倍数（及估值）空值原因';
comment on column mart.fund_performance.irr is 'Yearly internal rate of return on dated flows (365-day years), 0.1 is 10 per cent; null if not meaningful (irr_note). 中文：内部收益率，无意义时为空';
comment on column mart.fund_performance.irr_note is 'Why there is no rate: no_payment, no_valuation, j_curve (less than two years since the first payment), one_sign, several_rates or out_of_range. Null where there is one. 中文：无收益率的原因';
comment on column mart.fund_performance.outside_cny is 'Part of the paid-in capital that did not come from another fund (yuan): adds up over funds without double counting. 中文：非基金出资部分（元），各基金可相加不重复';
comment on column mart.fund_performance.onward_cny is 'Paid in to other funds (yuan). 中文：对其他基金的实缴（元）';
comment on column mart.fund_performance.not_invested_cny is 'Paid-in capital neither in enterprises nor in other funds (yuan): cash, fees and costs. 中文：未投出部分（元），含现金、费用';
comment on column mart.fund_performance.balance_reason is 'Why that is null. 中文：空值原因';
comment on column mart.fund_performance.doubted_paid_in_cny is 'Of paid_in_cny: paid before its call or above the commitment. It stays in it; contradictions name the rows. 中文：实缴中早于出资通知或超过认缴的部分，仍计入，见矛盾';
comment on column mart.fund_performance.doubted_invested_cny is 'Of invested_cny: in firms of no register, or that had left or merged. It stays in it; contradictions name the rows. 中文：投资中被投企业不在名录或已退出的部分，仍计入，见矛盾';
comment on column mart.fund_performance.is_flagged is 'True where a row that it rests on has a cell that is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column mart.fund_performance.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
