// Bundles entry.js, the parts of ECharts that charts.js draws with, into ../pages/echarts.js, with its licences.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const SOURCE = fileURLToPath(new URL(".", import.meta.url));
const OUTPUT = fileURLToPath(new URL("../pages/", import.meta.url));
const PACKAGES = ["echarts", "zrender", "tslib"];

const { outputFiles } = await build({
  absWorkingDir: SOURCE,
  entryPoints: ["entry.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  write: false,
});

const entries = await Promise.all(PACKAGES.map(async (name) => {
  const folder = `${SOURCE}node_modules/${name}/`;
  const { version, license } = JSON.parse(await readFile(`${folder}package.json`, "utf8"));
  const files = name === "echarts" ? ["LICENSE", "NOTICE"] : name === "tslib" ? ["LICENSE.txt"] : ["LICENSE"];
  const texts = await Promise.all(files.map((file) => readFile(`${folder}${file}`, "utf8")));
  return `${name} ${version}\nLicence: ${license}\n\n${texts.join("\n\n").replace(/\r\n/g, "\n").trim()}\n`;
}));

await writeFile(`${OUTPUT}echarts.js`, outputFiles[0].contents);
await writeFile(
  `${OUTPUT}LICENSES.txt`,
  ["Packages bundled in echarts.js, each under its own licence.\n", ...entries].join(`\n${"=".repeat(80)}\n`),
);
