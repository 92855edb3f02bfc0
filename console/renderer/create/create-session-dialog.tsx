import { Camera, Hash, Link, Mail, MessageSquare, MonitorUp, Smartphone } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { maxNameCharacters } from '#shared/std/protocol/limits.ts';
import type { SessionType } from '#shared/std/protocol/session-type.ts';
import type { EntryView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { Dialog } from '#shared/ui/controls/dialog.tsx';
import { RadioCards } from '#shared/ui/controls/radio-cards.tsx';
import { Tab, TabList, TabPanel, Tabs } from '#shared/ui/controls/tabs.tsx';
import { TextField } from '#shared/ui/controls/text-field.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages, type PlainMessage } from '../messages/catalogue.ts';
import { newSessionObstacle } from '../session/session-actions.ts';
import { useAct, useOpenSession, useSession, useView } from '../window/services.tsx';
import styles from './create-session-dialog.module.css';
import { CreatedSession } from './created-session.tsx';
import { EntryCard } from './entry-card.tsx';
import { MailTab } from './mail-tab.tsx';
import { SessionOffer } from './session-offer.tsx';
import { SmsTab } from './sms-tab.tsx';

type Way = 'pin' | 'link' | 'email' | 'sms';

type WayModel = {
  readonly way: Way;
  readonly method: EntryView['method'];
  readonly icon: typeof Hash;
  readonly tab: PlainMessage;
  readonly text: PlainMessage;
  readonly button: PlainMessage;
};

const ways: readonly WayModel[] = [
  { way: 'pin', method: 'pin', icon: Hash, tab: 'tabPin', text: 'createPinText', button: 'createPin' },
  { way: 'link', method: 'link', icon: Link, tab: 'tabLink', text: 'createLinkText', button: 'createLink' },
  { way: 'email', method: 'message', icon: Mail, tab: 'tabEmail', text: 'createEmailText', button: 'createEmail' },
  { way: 'sms', method: 'message', icon: Smartphone, tab: 'tabSms', text: 'createSmsText', button: 'createSms' },
];

/** The Create New Session window: what kind of session, with whom, and how they get in. */
export function CreateSessionDialog(props: { readonly onClose: () => void }) {
  const t = useMessages(consoleMessages);
  const act = useAct();
  const openSession = useOpenSession();
  const relay = useView((view) => view.relay);
  const nameField = useRef<HTMLInputElement>(null);
  const [type, setType] = useState<SessionType>('remoteSupport');
  const [name, setName] = useState('');
  const [nameMissing, setNameMissing] = useState(false);
  const [open, setOpen] = useState<string>('pin');
  const [mailAddress, setMailAddress] = useState('');
  const [phoneNumber, setPhoneNumber] = useState('');
  const [busy, setBusy] = useState(false);
  const [createdId, setCreatedId] = useState<string | null>(null);
  const session = useSession(createdId);
  const isMessage = session?.entry.method === 'message';
  const obstacle = relay === null ? 'relayNotReady' : newSessionObstacle(relay);
  const unavailable = obstacle === null ? null : t(obstacle);

  const create = async (method: EntryView['method']): Promise<void> => {
    if (name.trim() === '') {
      setNameMissing(true);
      nameField.current?.focus();
      return;
    }
    setBusy(true);
    const answer = await act('session/create', { name: name.trim(), type, method });
    setBusy(false);
    if (answer === undefined) return;
    setCreatedId(answer.session);
    openSession(answer.session);
  };

  const startOver = (): void => {
    setCreatedId(null);
    setName('');
    // The next customer's are others: an invitation must not go to the one before.
    setMailAddress('');
    setPhoneNumber('');
    nameField.current?.focus();
  };

  const panel = ({ way, method, text, button }: WayModel): ReactNode => {
    // A message that was made for one of its two tabs can be sent by the other as well.
    const created = session?.entry.method === method ? session : null;
    const offer = (
      <SessionOffer
        text={t(text)}
        button={t(button)}
        busy={busy}
        unavailable={unavailable ?? (createdId === null ? null : t('createdFor', { name }))}
        reason={unavailable}
        onCreate={() => void create(method)}
      />
    );
    if (way === 'email') {
      return <MailTab recipient={mailAddress} onRecipient={setMailAddress} created={created} offer={offer} />;
    }
    if (way === 'sms') {
      return <SmsTab recipient={phoneNumber} onRecipient={setPhoneNumber} created={created} offer={offer} />;
    }
    if (created === null) return offer;
    return (
      <CreatedSession session={created}>
        <EntryCard entry={created.entry} />
      </CreatedSession>
    );
  };

  return (
    <Dialog
      title={t('createTitle')}
      open
      initialFocus={nameField}
      onClose={props.onClose}
      footer={
        createdId === null ? undefined : (
          <>
            <Button onClick={startOver}>{t('createAnother')}</Button>
            {/* One thing at a time is the next to do: a mail that was made is still to be opened. */}
            <Button variant={open === 'email' && isMessage ? 'secondary' : 'primary'} onClick={props.onClose}>
              {t('done')}
            </Button>
          </>
        )
      }
    >
      <RadioCards
        label={t('sessionType')}
        value={type}
        disabled={createdId !== null}
        onChange={setType}
        cards={[
          {
            value: 'remoteSupport',
            title: t('remoteSupport'),
            description: t('remoteSupportText'),
            icon: MonitorUp,
          },
          { value: 'lens', title: t('lens'), description: t('lensText'), icon: Camera },
          { value: 'chatOnly', title: t('chatOnly'), description: t('chatOnlyText'), icon: MessageSquare },
        ]}
      />
      <TextField
        ref={nameField}
        label={t('name')}
        hint={t('nameHint')}
        error={nameMissing ? t('nameMissing') : null}
        value={name}
        maxLength={maxNameCharacters}
        autoComplete="off"
        readOnly={createdId !== null}
        onChange={(event) => {
          setName(event.target.value);
          setNameMissing(false);
        }}
      />
      <Tabs value={open} onChange={setOpen}>
        <TabList label={t('waysToConnect')}>
          {ways.map(({ way, icon, tab }) => (
            <Tab key={way} value={way} icon={icon}>
              {t(tab)}
            </Tab>
          ))}
        </TabList>
        {ways.map((model) => (
          <TabPanel key={model.way} value={model.way} className={styles['panel']}>
            {panel(model)}
          </TabPanel>
        ))}
      </Tabs>
    </Dialog>
  );
}
