// The parts of ECharts that charts.js draws with; nothing else is bundled.
import { BarChart, CustomChart, GraphChart, LineChart, SankeyChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([
  BarChart, CustomChart, GraphChart, LineChart, SankeyChart,
  GridComponent, LegendComponent, TooltipComponent, CanvasRenderer,
]);

export { init };
