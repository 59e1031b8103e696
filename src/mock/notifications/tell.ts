import type { Nopan } from '../nopan.ts';
import type { Organization } from '../state/organization.ts';
import type { Notification } from './notification.ts';

/** Has an organization told of an outcome. To be called within the transaction that it tells of. */
export function tell(notification: Notification, organization: Organization, { behaviour, dispatcher }: Nopan): void {
  for (const told of behaviour.tell(notification, organization)) dispatcher.dispatch(organization, told);
}
