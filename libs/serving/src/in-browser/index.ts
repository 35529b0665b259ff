// The service's answers without a service, for a page that holds its model.
export { type LocalAnswer, type LocalService, openLocalService } from './local-service.ts';
