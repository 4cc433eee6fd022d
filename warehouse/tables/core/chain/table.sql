-- group: enterprise
-- access: public
create table core.chain (
    chain_id      varchar not null,
    name_zh       varchar not null,
    name_en       varchar,
    industry_id   varchar,
    is_synthetic  boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    primary key (chain_id)
);
comment on table core.chain is 'An industry chain, as the newest list of chains that names it has it.';
comment on column core.chain.industry_id is 'Field of the programme that it belongs to.';
comment on column core.chain.is_synthetic is 'True where the chain is invented sample data.';
comment on column core.chain.is_flagged is 'True where a cell of the row that names it, the first of the chain, is held and not taken.';
comment on column core.chain.submission_id is 'File that it comes from.';
