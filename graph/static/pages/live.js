// Follows publications: fetches the same address again, puts its <main> in place of this one, marks what changed.
// A progress bar shows where a page takes longer than 200 ms.

const WAIT = 200;
const bar = document.getElementById("progress");
let waiting = 0;

function begin() {
  clearTimeout(waiting);
  waiting = setTimeout(() => { bar.hidden = false; }, WAIT);
}

function end() {
  clearTimeout(waiting);
  bar.hidden = true;
}

const zh = document.body.dataset.lang === "zh";

/** What each number said, by its row and field. */
function numbers(root) {
  return new Map([...root.querySelectorAll("[data-n]")].map((each) => [each.dataset.n, each.textContent]));
}

/** The places of what is open, so that it stays open. */
function opened(root) {
  return [...root.querySelectorAll("figure details[open]")].map((each) => each.closest("figure").id);
}

async function refresh(published) {
  begin();
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.getElementById("main");
    if (!next) return;
    const old = document.getElementById("main");
    const before = numbers(old);
    const isOpen = new Set(opened(old));
    const main = document.importNode(next, true);
    let changed = 0;
    for (const each of main.querySelectorAll("[data-n]")) {
      const said = before.get(each.dataset.n);
      if (said !== each.textContent) {
        changed += 1;
        each.classList.add("has-changed");
        each.title = said === undefined ? (zh ? "新增" : "new") : (zh ? `此前：${said}` : `before: ${said}`);
      }
    }
    for (const each of main.querySelectorAll("figure details")) each.open = isOpen.has(each.closest("figure").id);
    old.replaceWith(main);
    const id = page.getElementById("snapshot-id");
    const shown = document.getElementById("snapshot-id");
    if (id && shown) shown.closest(".snapshot").replaceWith(document.importNode(id.closest(".snapshot"), true));
    document.dispatchEvent(new CustomEvent("longmai:replaced"));
    say(published, changed);
  } finally {
    end();
  }
}

function say(published, changed) {
  const news = document.getElementById("news");
  const total = (name) => published.changes.reduce((sum, each) => sum + Number(each[name] ?? 0), 0);
  const [added, corrected, dropped] = ["rowsAdded", "rowsCorrected", "rowsDropped"].map(total);
  news.textContent = zh
    ? `快照 ${published.snapshotId} 已发布${published.isRollback ? "（回退）" : ""}：新增 ${added} 行，更正 ${corrected} 行，删除 ${dropped} 行；本页有 ${changed} 个数字变动，已标出。`
    : `Snapshot ${published.snapshotId} is published${published.isRollback ? " (a rollback)" : ""}: ${added} rows added, ${corrected} changed, ${dropped} removed; ${changed} numbers of this page changed and are marked.`;
  news.hidden = false;
}

if (document.body.dataset.live) {
  const stream = new EventSource(document.body.dataset.live);
  stream.addEventListener("next", (event) => {
    const published = JSON.parse(event.data).data?.snapshotPublished;
    if (published) refresh(published);
  });
  stream.addEventListener("complete", () => stream.close());
}

// A page on its way shows the bar; one that comes back from the browser's memory does not.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const isPlain = !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (link && isPlain && !link.target && !link.hasAttribute("download") && link.origin === location.origin) {
    if (link.pathname !== location.pathname || link.search !== location.search) begin();
  }
});
addEventListener("submit", begin);
addEventListener("pageshow", end);
