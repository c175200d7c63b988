export { NothingHere as default } from '../../../shell/nothing-here.tsx';

export const metadata = { title: 'Not found' };
