-- group: reference
-- access: public
create table core.listing_board (
    board_id varchar not null,
    name_zh varchar not null,
    name_en varchar not null,
    board_status varchar not null,
    opened_year varchar,
    primary key (board_id)
);
comment on table core.listing_board is 'Boards on which enterprises are quoted or listed, one of which was planned and never opened. 中文：上市（挂牌）板块';
comment on column core.listing_board.board_id is 'Name of the board. 中文：板块标识';
comment on column core.listing_board.name_zh is 'Chinese name. 中文：中文名称';
comment on column core.listing_board.name_en is 'English name. 中文：英文名称';
comment on column core.listing_board.board_status is 'open, or planned_not_launched: open, or planned_not_launched. 中文：板块状态';
comment on column core.listing_board.opened_year is 'Year in which it opened, where we hold it. 中文：开板年份';
