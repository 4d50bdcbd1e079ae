export { type TodayProvider, todayRoutes } from './routes.ts'
