-- One row per board.
select *
from (values
    ('main', '主板', 'Main board', 'open', null),
    ('chinext', '创业板', 'ChiNext', 'open', null),
    ('star', '科创板', 'STAR market', 'open', '2019'),
    ('neeq', '新三板', 'National equities exchange and quotations', 'open', null),
    ('beijing', '北交所', 'Beijing stock exchange', 'open', '2021'),
    ('regional', '区域股权市场', 'Regional equity market', 'open', null),
    -- Announced in plans of 2015 and 2016, dropped in March 2016.
    ('strategic_emerging', '战略新兴板', 'Strategic emerging board', 'planned_not_launched', null)
) as board(board_id, name_zh, name_en, board_status, opened_year)
