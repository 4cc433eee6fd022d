-- group: measurement
-- access: public
create table core.enterprise_sei_share (
    enterprise_sei_share_id varchar not null,
    enterprise_id     varchar not null,
    year              varchar not null,
    product_code      varchar not null,
    product_name_zh   varchar,
    sei_code          varchar,
    product_output_cny decimal(38, 2),
    sei_share         decimal(19, 6) not null,
    source_note       varchar,
    is_synthetic      boolean not null,
    is_flagged        boolean not null default false,
    submission_id     varchar not null,
    source_sheet      varchar not null,
    source_row        integer not null,
    sheet_id          varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_sei_share_id)
);
comment on table core.enterprise_sei_share is 'Which share of a product''s output in a firm was strategic emerging in a year: the newest return of form B104-4.';
comment on column core.enterprise_sei_share.enterprise_sei_share_id is 'Enterprise, year and product.';
comment on column core.enterprise_sei_share.enterprise_id is 'The enterprise.';
comment on column core.enterprise_sei_share.is_synthetic is 'True where the share is invented sample data.';
comment on column core.enterprise_sei_share.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.enterprise_sei_share.submission_id is 'File that it comes from.';
comment on column core.enterprise_sei_share.source_sheet is 'Sheet of that file.';
comment on column core.enterprise_sei_share.source_row is 'Row of that sheet.';
comment on column core.enterprise_sei_share.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
