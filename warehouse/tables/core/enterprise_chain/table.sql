-- group: enterprise
-- access: public
create table core.enterprise_chain (
    enterprise_chain_id varchar not null,
    enterprise_id       varchar not null,
    chain_id            varchar not null,
    chain_stage_id      varchar not null,
    role                varchar,
    counted_share       decimal(19, 6),
    is_flagged              boolean not null default false,
    is_corrected            boolean not null default false,
    decision_id             varchar,
    submission_id       varchar not null,
    source_sheet        varchar not null,
    source_row          integer not null,
    sheet_id            varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_chain_id)
);
comment on table core.enterprise_chain is 'An enterprise in a node of a chain. A firm stands in several chains, so chain totals are never added up to a province.';
comment on column core.enterprise_chain.enterprise_chain_id is 'Node and enterprise.';
comment on column core.enterprise_chain.enterprise_id is 'The enterprise.';
comment on column core.enterprise_chain.chain_stage_id is 'The node.';
comment on column core.enterprise_chain.submission_id is 'File that it comes from.';
comment on column core.enterprise_chain.source_sheet is 'Sheet of that file.';
comment on column core.enterprise_chain.source_row is 'Row of that sheet.';
comment on column core.enterprise_chain.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.enterprise_chain.is_corrected is 'True where a person put a cell of its row right.';
comment on column core.enterprise_chain.decision_id is 'Newest decision that its row rests on; null where it is as received.';
comment on column core.enterprise_chain.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
