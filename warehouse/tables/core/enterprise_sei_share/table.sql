-- group: measurement
create table core.enterprise_sei_share (
    enterprise_sei_share_id varchar not null,
    enterprise_id     varchar not null,
    year              varchar not null,
    product_code      varchar not null,
    product_name_zh   varchar,
    sei_code          varchar,
    product_output_cny decimal(38, 2),
    sei_share         decimal(18, 6) not null,
    source_note       varchar,
    is_synthetic      boolean not null,
    submission_id     varchar not null,
    source_sheet      varchar not null,
    source_row        integer not null,
    primary key (enterprise_sei_share_id)
);
comment on table core.enterprise_sei_share is 'Which share of a product''s output in a firm was strategic emerging in a year: the newest return of form B104-4.';
comment on column core.enterprise_sei_share.enterprise_sei_share_id is 'Enterprise, year and product.';
comment on column core.enterprise_sei_share.enterprise_id is 'The enterprise.';
comment on column core.enterprise_sei_share.year is 'The year, 2015.';
comment on column core.enterprise_sei_share.product_code is 'The product.';
comment on column core.enterprise_sei_share.product_name_zh is 'The product as the return writes it.';
comment on column core.enterprise_sei_share.sei_code is 'Class of strategic emerging industries, as the return gives it.';
comment on column core.enterprise_sei_share.product_output_cny is 'Output of the product in the year, yuan, current prices; the weight of its share.';
comment on column core.enterprise_sei_share.sei_share is 'Share of that output that is strategic emerging, 0 to 1.';
comment on column core.enterprise_sei_share.source_note is 'Source as the return names it.';
comment on column core.enterprise_sei_share.is_synthetic is 'True where the share is invented sample data.';
comment on column core.enterprise_sei_share.submission_id is 'File that it comes from.';
comment on column core.enterprise_sei_share.source_sheet is 'Sheet of that file.';
comment on column core.enterprise_sei_share.source_row is 'Row of that sheet.';
