export { RequestPage } from './request-page.tsx';
export { RequestsPage } from './requests-page.tsx';
export { RequestsChart } from './usage-charts.tsx';
export { UsagePage } from './usage-page.tsx';
export { UsageTiles } from './usage-tiles.tsx';
