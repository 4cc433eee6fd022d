// Compares the picture of a chart with the table under it: every value has its mark, of its colour, where the axes put it.
// Places come from the chart's own layout, so fonts and widths of the machine change nothing; colours and lengths have a
// tolerance for smoothing. Returns what is wrong, and how much was compared.
(figure) => {
  const place = figure.querySelector(".chart");
  const rows = figure.querySelectorAll("tbody tr").length;
  const chart = place.chart;
  if (!chart) return { wrong: rows ? ["nothing is drawn"] : [], compared: 0 };
  const canvas = place.querySelector("canvas");
  const context = canvas.getContext("2d");
  const ratio = canvas.width / canvas.clientWidth;
  const wrong = [];
  let compared = 0;

  function has(x, y, colour) {
    // Whether a pixel within three of the place has the colour.
    const wanted = [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16));
    const { data } = context.getImageData(Math.round(x * ratio) - 3, Math.round(y * ratio) - 3, 7, 7);
    for (let at = 0; at < data.length; at += 4) {
      const distance = wanted.reduce((sum, part, each) => sum + Math.abs(part - data[at + each]), 0);
      if (data[at + 3] > 200 && distance < 60) return true;
    }
    return false;
  }
  function expect(is, what) {
    compared += 1;
    if (!is) wrong.push(what);
  }

  // The table's numbers, by the heading of their column.
  const heads = [...figure.querySelectorAll("thead th")].map((each) => each.textContent);
  const column = (name) => [...figure.querySelectorAll("tbody tr")].map((line) => {
    const cell = line.cells[heads.indexOf(name)];
    const factor = figure.querySelectorAll("thead th")[heads.indexOf(name)].dataset.unit === "%" ? 100 : 1;
    return cell?.dataset.value === undefined ? null : Number(cell.dataset.value) * factor;
  });

  const option = chart.getOption();
  const isSideways = option.yAxis?.[0]?.type === "category";
  chart.getModel().eachSeries((series) => {
    const data = series.getData();
    const said = option.series[series.seriesIndex];
    const colourOf = (at) => data.getItemVisual(at, "style")?.fill ?? data.getVisual("style")?.fill;
    if (said.silent) return;
    if (series.subType === "line" || (series.subType === "bar" && !said.stack)) {
      if (heads.includes(said.name)) {
        // A calendar has months without a row, and shares are drawn in per cent.
        const isKnown = (value) => value !== null && value !== undefined;
        const drawn = said.data.map((item) => (item !== null && typeof item === "object" ? item.value : item)).filter(isKnown);
        const table = column(said.name).filter(isKnown);
        const isSame = drawn.length === table.length && drawn.every((value, at) => Math.abs(value - table[at]) <= 1e-9 * Math.abs(value));
        expect(isSame, `${said.name}: drawn ${drawn.slice(0, 5)}, in the table ${table.slice(0, 5)}`);
      }
    }
    for (let at = 0; at < data.count(); at += 1) {
      const layout = data.getItemLayout(at);
      const value = said.data?.[at]?.value ?? said.data?.[at];
      if (series.subType === "line") {
        if (typeof value !== "number") continue;
        const [x, y] = chart.convertToPixel({ seriesIndex: series.seriesIndex }, [at, value]);
        expect(has(x, y, colourOf(at)), `${said.name} ${at}: no point of ${value}`);
      } else if (series.subType === "bar" && typeof value === "number" && layout) {
        const length = Math.abs(isSideways ? layout.width : layout.height);
        const zero = said.stack ? null : chart.convertToPixel({ seriesIndex: series.seriesIndex }, isSideways ? [0, at] : [at, 0]);
        const end = chart.convertToPixel({ seriesIndex: series.seriesIndex }, isSideways ? [value, at] : [at, value]);
        if (zero) expect(Math.abs(Math.abs(isSideways ? end[0] - zero[0] : end[1] - zero[1]) - length) < 2, `${said.name} ${at}: a bar of ${length} for ${value}`);
        // The axis of a bridge may begin above zero: of a level only the upper part is seen.
        const seen = said.stack ? [0.02, 0.1, 0.5, 0.9, 0.98] : [0.5];
        const isThere = seen.some((part) => has(layout.x + layout.width * (isSideways ? part : 0.5), layout.y + layout.height * (isSideways ? 0.5 : part), colourOf(at)));
        if (length >= 4) expect(isThere, `${said.name} ${at}: no bar of ${value}`);
      } else if (series.subType === "sankey" && layout) {
        const [x, y] = [said.left + layout.x + layout.dx / 2, said.top + layout.y + layout.dy / 2];
        if (layout.dy >= 4) expect(has(x, y, colourOf(at)), `node ${data.getName(at)} is not drawn`);
        const whole = data.getItemLayout(0);
        expect(Math.abs(layout.dy / whole.dy - layout.value / whole.value) < 0.02, `node ${data.getName(at)} is not as high as its amount`);
      }
    }
    if (series.subType === "graph" || series.subType === "custom") {
      // Marks of many shapes: each is an element with a place inside the canvas.
      for (let at = 0; at < data.count(); at += 1) {
        const box = data.getItemGraphicEl(at)?.getBoundingRect();
        expect(Boolean(box) && (box.width > 0 || box.height > 0), `${series.subType} ${at} is not drawn`);
      }
    }
  });
  if (rows && !compared) wrong.push("there was nothing to compare");
  const box = place.getBoundingClientRect();
  const around = figure.getBoundingClientRect();
  if (box.width < 200 || box.height < 120) wrong.push(`the chart has ${box.width} x ${box.height}`);
  if (box.right > around.right + 1) wrong.push("the chart is wider than its figure");
  return { wrong, compared };
}
