import type { CustomerHands } from './customer-hands.ts';
import type { TechnicianHands } from './technician-hands.ts';

export type People = { readonly technician: TechnicianHands; readonly customer: CustomerHands };

/** PIN, terms and code: the session waits for Start, verified. */
export async function verifiedSession({ technician, customer }: People, name: string): Promise<void> {
  await customer.join(await technician.createPin(name));
  await customer.typeCode(await technician.readCode(name));
  await technician.page.getByText('Verified', { exact: true }).first().waitFor();
}

/** A session as far as the tools. */
export async function startedSession(people: People, name: string): Promise<void> {
  await verifiedSession(people, name);
  await people.technician.start(name);
}

/** The customer's screen moves into the technician's window. */
export async function seenSession(people: People, name: string): Promise<void> {
  await startedSession(people, name);
  await people.technician.button('View screen').click();
  await people.customer.allow('see your screen');
  await people.technician.seesPicture();
}

/** The technician sees and controls the customer's computer. */
export async function controlledSession(people: People, name: string): Promise<void> {
  await startedSession(people, name);
  await people.technician.button('Remote control').click();
  await people.customer.allow('see your screen');
  await people.customer.allow('mouse and keyboard');
  await people.technician.seesPicture();
  await people.technician.page.getByText('You are controlling').waitFor();
}
