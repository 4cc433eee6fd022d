// Draws every figure of a page from its own table: the numbers stand there once, for eyes, keyboard and chart.

const BLUE = "#0072b2";
const COLOURS = [BLUE, "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7", "#8c6d00", "#57606a"];
const TONES = { good: "#009e73", watch: "#e69f00", bad: "#d55e00", neutral: "#8c959f" };
const SYMBOLS = { good: "●", watch: "▲", bad: "■", neutral: "○" };
const FONT = getComputedStyle(document.documentElement).fontFamily;
const zh = document.body.dataset.lang === "zh";
const SCALES = zh ? [[1e8, "亿"], [1e4, "万"]] : [[1e9, "bn"], [1e6, "m"], [1e3, "k"]];
const charts = new Map();

/** The table of a figure: columns with key, label, role; rows as objects, numbers as numbers. */
function read(figure) {
  const columns = [...figure.querySelectorAll("thead th")].map((each) => ({
    key: each.dataset.key, role: each.dataset.role, label: each.textContent, factor: each.dataset.unit === "%" ? 100 : 1,
  }));
  const rows = [...figure.querySelectorAll("tbody tr")].map((line) =>
    Object.fromEntries([...line.cells].map((cell, place) => [columns[place].key, value(cell, columns[place].factor)])));
  return { columns, rows };
}

function value(cell, factor) {
  if (cell.dataset.value !== undefined) return Number((Number(cell.dataset.value) * factor).toPrecision(12));
  return cell.textContent === "" ? null : cell.textContent;
}

function short(number) {
  if (number === null || number === undefined || Number.isNaN(number)) return "";
  const scale = SCALES.find(([size]) => Math.abs(number) >= size);
  const shown = scale ? number / scale[0] : number;
  const digits = Math.abs(shown) >= 100 ? 0 : Math.abs(shown) >= 1 || !scale ? 2 : 3;
  return `${Number(shown.toFixed(Math.abs(number) < 1 ? 4 : digits)).toLocaleString("en")}${scale ? scale[1] : ""}`;
}

const axisText = { color: "#57606a", fontFamily: FONT, fontSize: 12 };
const base = () => ({
  animation: false,
  color: COLOURS,
  textStyle: { fontFamily: FONT, color: "#1b1f24" },
  tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: short, confine: true, textStyle: { fontFamily: FONT, fontSize: 12 } },
  grid: { left: 8, right: 16, top: 34, bottom: 6, containLabel: true },
});
const categories = (names) => ({ type: "category", data: names, axisLabel: { ...axisText, hideOverlap: true }, axisTick: { show: false }, axisLine: { lineStyle: { color: "#8c959f" } } });
const amounts = () => ({ type: "value", axisLabel: { ...axisText, formatter: short }, splitLine: { lineStyle: { color: "#e6e9ed" } }, scale: false });
const legend = (columns) => (columns.length > 1 ? { top: 4, left: 0, textStyle: axisText, itemWidth: 16, itemHeight: 9, data: columns.map((each) => each.label) } : { show: false });

const series = (columns) => columns.slice(1).filter((each) => !["low", "high", "line", "tone", "link", "kind"].includes(each.role));

const kinds = {
  line({ columns, rows }) {
    const axis = columns[0].key;
    const lines = series(columns).map((column, place) => ({
      type: "line", name: column.label, data: rows.map((row) => row[column.key]), symbol: "circle", symbolSize: 5,
      lineStyle: { width: 2, type: column.role === "path" ? "dashed" : "solid" }, itemStyle: { color: COLOURS[place % COLOURS.length] },
    }));
    const low = columns.find((each) => each.role === "low");
    const high = columns.find((each) => each.role === "high");
    const band = low && high ? [
      { type: "line", name: low.label, stack: "band", data: rows.map((row) => row[low.key]), symbol: "none", lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false } },
      { type: "line", name: high.label, stack: "band", data: rows.map((row) => (row[high.key] === null || row[low.key] === null ? null : row[high.key] - row[low.key])), symbol: "none", lineStyle: { opacity: 0 }, areaStyle: { color: BLUE, opacity: 0.16 }, silent: true, tooltip: { show: false } },
    ] : [];
    return { ...base(), legend: legend(series(columns)), xAxis: categories(rows.map((row) => row[axis])), yAxis: { ...amounts(), scale: true }, series: [...lines, ...band] };
  },

  bar({ columns, rows }) {
    const [axis] = columns;
    const tone = columns.find((each) => each.role === "tone");
    const bound = columns.find((each) => each.role === "line");
    const isTime = rows.every((row) => /^\d{4}/.test(row[axis.key]));
    const many = !isTime && (rows.length > 8 || rows.some((row) => String(row[axis.key]).length > 6));
    const names = rows.map((row) => row[axis.key]);
    const isSingle = series(columns).length === 1 && !(isTime && rows.length > 12);
    const bars = series(columns).map((column, place) => ({
      type: "bar", name: column.label, barMaxWidth: 22, color: TONES[column.role], stack: TONES[column.role] || column.role === "part" ? "parts" : undefined,
      data: rows.map((row) => ({
        value: row[column.key],
        itemStyle: { color: TONES[column.role] ?? (tone ? TONES[row[tone.key]] ?? BLUE : COLOURS[place % COLOURS.length]) },
        label: many && row[column.key] < 0 ? { position: "left" } : undefined,
      })),
      label: TONES[column.role] || column.role === "part" ? { show: many || document.body.clientWidth / rows.length > 34, position: "inside", color: "#fff", fontSize: 11, formatter: ({ value: number }) => (number ? `${SYMBOLS[column.role] ?? ""}${number}` : "") } : isSingle ? { show: true, position: many ? "right" : "top", formatter: ({ value: number }) => short(number), ...axisText } : undefined,
    }));
    const reach = bound ? [{
      type: "line", name: bound.label, symbol: "none", silent: true, lineStyle: { color: TONES.bad, width: 2, type: "dashed" }, itemStyle: { color: TONES.bad },
      data: rows.map((row, place) => (many ? [row[bound.key], place] : [place, row[bound.key]])),
    }] : [];
    const label = { ...categories(names), inverse: many };
    if (many || (!isTime && rows.length < 7)) label.axisLabel = { ...label.axisLabel, interval: 0, hideOverlap: false, width: many ? (innerWidth < 640 ? 110 : 210) : undefined, overflow: "truncate" };
    // The number left of a negative bar needs room beside the names.
    const isNegative = series(columns).some((column) => rows.some((row) => row[column.key] < 0));
    const across = { ...amounts(), boundaryGap: isNegative ? ["16%", 0] : undefined };
    return { ...base(), grid: { ...base().grid, right: 46 }, legend: legend([...series(columns), ...(bound ? [bound] : [])]), xAxis: many ? across : label, yAxis: many ? label : amounts(), series: [...bars, ...reach] };
  },

  bridge({ columns, rows }) {
    const [axis, amount] = columns;
    const kind = columns.find((each) => each.role === "kind");
    let level = 0;
    const steps = rows.map((row) => {
      const isTotal = kind ? row[kind.key] === "total" : false;
      const from = isTotal ? 0 : level;
      level = isTotal ? row[amount.key] ?? level : level + (row[amount.key] ?? 0);
      return { name: row[axis.key], from, to: level, value: row[amount.key], isTotal };
    });
    const levels = steps.filter((each) => !each.isTotal).flatMap((each) => [each.from, each.to]);
    const spread = Math.max(...levels) - Math.min(...levels) || 1;
    // Effects are small against levels: the axis begins near them, and says so by its own numbers.
    const floor = levels.length ? Math.max(0, Math.min(...levels) - spread * 0.6) : 0;
    return {
      ...base(),
      tooltip: { ...base().tooltip, formatter: ([first]) => `${steps[first.dataIndex].name}\n${short(steps[first.dataIndex].value)}` },
      xAxis: { ...categories(steps.map((each) => each.name)), axisLabel: { ...axisText, interval: 0 } },
      yAxis: { ...amounts(), min: floor },
      series: [
        { type: "bar", stack: "bridge", silent: true, itemStyle: { color: "transparent" }, data: steps.map((each) => (each.isTotal ? 0 : Math.min(each.from, each.to))) },
        {
          type: "bar", stack: "bridge", barMaxWidth: 44,
          data: steps.map((each) => ({
            value: each.isTotal ? each.to : Math.abs(each.to - each.from),
            itemStyle: { color: each.isTotal ? "#57606a" : each.value < 0 ? TONES.bad : BLUE },
          })),
          label: { show: true, position: "top", ...axisText, formatter: ({ dataIndex }) => { const each = steps[dataIndex]; return (each.value > 0 && !each.isTotal ? "+" : "") + short(each.value); } },
        },
      ],
    };
  },

  // A row is one path through the columns, with its amount in the last: so each level has the whole.
  sankey({ columns, rows }) {
    const levels = columns.slice(0, -1).filter((each) => !each.role);
    const amount = columns.at(-1).key;
    const nodes = new Map();
    const links = new Map();
    for (const row of rows.filter((each) => each[amount] > 0)) {
      const steps = levels.map((level, depth) => `${depth} ${row[level.key]}`);
      steps.forEach((name, depth) => {
        if (!nodes.has(name)) nodes.set(name, { name, depth, value: 0, itemStyle: { color: COLOURS[(depth ? nodes.size : 0) % COLOURS.length] } });
        nodes.get(name).value += row[amount];
        if (!depth) return;
        const key = `${steps[depth - 1]}\n${name}`;
        if (!links.has(key)) links.set(key, { source: steps[depth - 1], target: name, value: 0 });
        links.get(key).value += row[amount];
      });
    }
    [...nodes.values()].filter((each) => !each.depth).forEach((each, place) => { each.itemStyle.color = COLOURS[place % COLOURS.length]; });
    const plain = (name) => name.slice(name.indexOf(" ") + 1);
    const isNarrow = document.body.clientWidth < 640;
    const right = isNarrow ? 70 : 190;
    const gap = (document.body.clientWidth - right) / Math.max(levels.length - 1, 1);
    const room = (depth) => (depth === levels.length - 1 ? right - 8 : Math.min(gap, document.body.clientWidth / 2) - 30);
    for (const each of nodes.values()) each.label = { width: room(each.depth) };
    return {
      ...base(),
      tooltip: {
        ...base().tooltip, trigger: "item",
        formatter: ({ dataType, data }) => `${dataType === "edge" ? `${plain(data.source)} → ${plain(data.target)}` : plain(data.name)}\n${short(data.value)}`,
      },
      series: [{
        type: "sankey", left: 4, right, top: 10, bottom: 10, nodeGap: 9, nodeWidth: 12, draggable: false, layoutIterations: 48,
        data: [...nodes.values()], links: [...links.values()],
        lineStyle: { color: "source", opacity: 0.3 }, emphasis: { focus: "adjacency" },
        label: { ...axisText, color: "#1b1f24", overflow: "truncate", formatter: ({ name, value: whole }) => (isNarrow ? plain(name) : `${plain(name)} ${short(whole)}`) },
      }],
    };
  },

  // Nodes stand in the columns of their stages; what a row supplies and no row names stands in the last column.
  graph({ columns, rows }) {
    const [from, to] = columns;
    const keys = Object.fromEntries(columns.filter((each) => each.role).map((each) => [each.role, each.key]));
    const stages = [...new Set(rows.map((row) => row[keys.stage] ?? ""))];
    const nodes = new Map();
    for (const row of rows) if (!nodes.has(row[from.key])) nodes.set(row[from.key], { stage: row[keys.stage] ?? "", tone: row[keys.tone], risk: row[keys.risk], size: row[keys.size] });
    const outside = zh ? "其他产业链或省外" : "Other chains, or outside";
    for (const row of rows) if (row[to.key] !== null && !nodes.has(row[to.key])) nodes.set(row[to.key], { stage: outside });
    if ([...nodes.values()].some((each) => each.stage === outside)) stages.push(outside);
    const wide = Math.min(220, (Math.min(innerWidth, 1320) - 40) / stages.length - 6);
    const inStage = (stage) => [...nodes].filter(([, each]) => each.stage === stage).map(([name]) => name);
    const per = (share) => `${Number((share * 100).toFixed(1))}%`;
    const data = [...nodes].map(([name, node]) => {
      const beside = inStage(node.stage);
      return {
        name,
        value: [stages.indexOf(node.stage), (beside.indexOf(name) + 0.5) / beside.length],
        symbol: node.tone === "bad" ? "diamond" : node.tone === "watch" ? "triangle" : "circle",
        symbolSize: 14 + (node.risk ?? 0) * (innerWidth < 640 ? 20 : 40),
        itemStyle: { color: TONES[node.tone] ?? "#8c959f" },
        label: { formatter: node.risk ? `${name}\n${per(node.risk)}` : name },
      };
    });
    return {
      ...base(),
      grid: { left: 12, right: 12, top: innerWidth < 640 ? 60 : 34, bottom: 30 },
      tooltip: {
        ...base().tooltip, trigger: "item",
        formatter: ({ dataType, data: each }) => (dataType === "edge" ? `${each.source} → ${each.target}${each.goods ? `\n${each.goods}` : ""}` : each.name),
      },
      xAxis: { ...categories(stages), position: "top", axisLine: { show: false }, axisLabel: { ...axisText, fontWeight: 600, interval: 0, hideOverlap: false, width: wide, overflow: "break" } },
      yAxis: { type: "value", min: 0, max: 1, inverse: true, show: false },
      series: [{
        type: "graph", coordinateSystem: "cartesian2d", data,
        links: rows.filter((row) => row[to.key] !== null).map((row) => ({
          source: row[from.key], target: row[to.key], goods: row[keys.goods],
          lineStyle: { width: 1 + 3 * (row[keys.weight] ?? 0), curveness: nodes.get(row[from.key]).stage === nodes.get(row[to.key]).stage ? 0.35 : 0.08 },
        })),
        edgeSymbol: ["none", "arrow"], edgeSymbolSize: 8, lineStyle: { color: "#8c959f", opacity: 0.8 },
        label: { show: true, position: "bottom", ...axisText, color: "#1b1f24", width: wide, overflow: "break" },
        emphasis: { focus: "adjacency" },
      }],
    };
  },

  gantt({ columns, rows }) {
    const [name, begin, end] = columns;
    const tone = columns.find((each) => each.role === "tone");
    const time = (text) => (text === null ? null : Date.parse(text));
    return {
      ...base(),
      tooltip: { ...base().tooltip, trigger: "item", formatter: ({ dataIndex }) => { const row = rows[dataIndex]; return `${row[name.key]}\n${row[begin.key] ?? ""} – ${row[end.key] ?? ""}`; } },
      xAxis: { type: "time", position: "top", axisLabel: axisText, splitLine: { show: true, lineStyle: { color: "#e6e9ed" } } },
      yAxis: { ...categories(rows.map((row) => row[name.key])), inverse: true, axisLabel: { ...axisText, width: 180, overflow: "truncate", interval: 0 } },
      series: [{
        type: "custom", encode: { x: [1, 2], y: 0 },
        data: rows.map((row, place) => [place, time(row[begin.key] ?? row[end.key]), time(row[end.key] ?? row[begin.key])]),
        renderItem(params, api) {
          const left = api.coord([api.value(1), api.value(0)]);
          const right = api.coord([api.value(2), api.value(0)]);
          const row = rows[params.dataIndex];
          const fill = tone ? TONES[row[tone.key]] ?? BLUE : BLUE;
          const high = Math.min(14, api.size([0, 1])[1] * 0.6);
          const wide = right[0] - left[0];
          const sign = { type: "text", style: { text: SYMBOLS[row[tone?.key]] ?? "", x: right[0] + 4, y: left[1], fill, fontSize: 10, verticalAlign: "middle" } };
          if (wide < 6) return { type: "polygon", shape: { points: [[left[0], left[1] - 6], [left[0] + 6, left[1]], [left[0], left[1] + 6], [left[0] - 6, left[1]]] }, style: { fill } };
          return { type: "group", children: [{ type: "rect", shape: { x: left[0], y: left[1] - high / 2, width: wide, height: high }, style: { fill } }, sign] };
        },
      }],
    };
  },

  calendar({ columns, rows }) {
    const [day, amount] = columns;
    const tone = columns.find((each) => each.role === "tone");
    const months = everyMonth(rows.map((row) => row[day.key]));
    const found = new Map(rows.map((row) => [row[day.key], row]));
    return {
      ...base(),
      xAxis: categories(months),
      yAxis: { ...amounts(), minInterval: 1 },
      series: [{
        type: "bar", name: amount.label, barMaxWidth: 28, label: { show: true, position: "top", ...axisText },
        data: months.map((month) => ({ value: found.get(month)?.[amount.key], itemStyle: { color: tone ? TONES[found.get(month)?.[tone.key]] ?? BLUE : BLUE } })),
      }],
    };
  },
};

/** The months from the first to the last, also those without a row; other words as they are. */
function everyMonth(months) {
  if (!months.every((each) => /^\d{4}-\d{2}$/.test(each))) return months;
  const [first, last] = [months[0], months.at(-1)].map((each) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5)) - 1);
  return Array.from({ length: Math.min(last - first + 1, 240) }, (_, place) => `${Math.floor((first + place) / 12)}-${String(((first + place) % 12) + 1).padStart(2, "0")}`);
}

function draw(figure, init) {
  const place = figure.querySelector(".chart");
  const data = read(figure);
  if (figure.dataset.kind === "gantt") place.style.height = `${Math.max(120, data.rows.length * 20 + 50)}px`;
  if (!data.rows.length || !kinds[figure.dataset.kind]) return;
  const chart = init(place, null, { renderer: "canvas" });
  chart.setOption(kinds[figure.dataset.kind](data));
  charts.set(place, chart);
  place.chart = chart; // For a page's own script, and for tests that compare picture and table.
  const button = figure.querySelector(".png");
  button.hidden = false;
  button.addEventListener("click", () => save(figure, chart));
}

function save(figure, chart) {
  const link = document.createElement("a");
  link.download = `${figure.id}.png`;
  link.href = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: "#fff" });
  link.click();
}

async function drawAll() {
  for (const [place, chart] of charts) {
    if (!place.isConnected) {
      chart.dispose();
      charts.delete(place);
    }
  }
  const figures = [...document.querySelectorAll("figure[data-kind]")].filter((each) => !charts.has(each.querySelector(".chart")));
  if (!figures.length) return;
  const { init } = await import("./echarts.js");
  for (const figure of figures) {
    try {
      draw(figure, init);
    } catch (error) {
      // The table says the same: it opens where the chart cannot be drawn.
      figure.querySelector("details").open = true;
      console.error(figure.id, error);
    }
  }
}

const resize = () => charts.forEach((chart) => chart.resize());
addEventListener("resize", resize);
addEventListener("beforeprint", resize);
addEventListener("afterprint", resize);
document.addEventListener("longmai:replaced", drawAll);
drawAll();
