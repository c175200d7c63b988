export { NewKey } from './new-key.tsx';
