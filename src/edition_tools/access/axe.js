/* What axe-core finds in the page as it stands. */
async () => {
  const found = await axe.run(document, {
    resultTypes: ["violations", "incomplete"],
    runOnly: {
      type: "tag",
      values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    rules: { "target-size": { enabled: true } }, // of WCAG 2.2, off by default
  });
  const said = (rules) =>
    rules.flatMap((rule) =>
      rule.nodes.map((node) => ({
        rule: rule.id,
        required: rule.tags.some((tag) => /^wcag\d/.test(tag)),
        element: node.html.slice(0, 200),
        help: node.failureSummary || rule.help,
      })),
    );
  return { violations: said(found.violations), incomplete: said(found.incomplete) };
}
