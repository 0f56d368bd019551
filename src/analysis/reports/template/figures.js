// Draws every figure of the page from the data beside it; fits them to the page and to paper.
document.addEventListener("DOMContentLoaded", () => {
  const figures = [...document.querySelectorAll(".figure")];
  for (const element of figures) {
    const data = element.querySelector("script");
    const figure = JSON.parse(data.textContent);
    delete figure.layout.width;
    figure.layout.autosize = true;
    data.remove();
    Plotly.newPlot(element, figure.data, figure.layout, { responsive: true, displaylogo: false, displayModeBar: false });
  }
  addEventListener("beforeprint", () => figures.forEach((element) => Plotly.relayout(element, { width: 680, autosize: false })));
  addEventListener("afterprint", () => figures.forEach((element) => Plotly.relayout(element, { width: null, autosize: true })));
});
