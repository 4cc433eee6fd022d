-- group: funding
-- access: public
create table core.fund_covenant (
    fund_covenant_id varchar not null,
    fund_id          varchar not null,
    covenant_kind    varchar not null,
    comparison       varchar not null,
    threshold        decimal(19, 6) not null,
    measured_value   decimal(19, 6),
    covenant_unit    varchar not null,
    measured_date    date not null,
    is_met           boolean,
    is_latest        boolean not null,
    is_synthetic     boolean not null,
    is_flagged       boolean not null default false,
    submission_id    varchar not null,
    source_sheet     varchar not null,
    source_row       integer not null,
    sheet_id         varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (fund_covenant_id)
);
comment on table core.fund_covenant is 'A covenant of a fund: its threshold and what was measured on a day. Thresholds are agreed fund by fund.';
comment on column core.fund_covenant.fund_covenant_id is 'Fund, covenant and day.';
comment on column core.fund_covenant.is_met is 'Whether the measured value keeps the covenant: a value on the threshold does. Null where nothing was measured.';
comment on column core.fund_covenant.is_latest is 'True for the newest measurement of that covenant of the fund.';
comment on column core.fund_covenant.is_synthetic is 'True where it is invented sample data.';
comment on column core.fund_covenant.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.fund_covenant.submission_id is 'File that it comes from.';
comment on column core.fund_covenant.source_sheet is 'Sheet of that file.';
comment on column core.fund_covenant.source_row is 'Row of that sheet.';
comment on column core.fund_covenant.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
