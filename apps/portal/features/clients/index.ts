export { ClientsCard } from './clients-card.tsx';
