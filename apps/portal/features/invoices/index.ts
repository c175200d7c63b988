export { InvoicePage } from './invoice-page.tsx';
export { InvoicesPage } from './invoices-page.tsx';
export { PreviewPage } from './preview-page.tsx';
