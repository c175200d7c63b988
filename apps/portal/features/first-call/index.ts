export { FirstCall } from './first-call.tsx';
export { NewKey } from './new-key.tsx';
