import { Camera, Hash, Link, Mail, MessageSquare, MonitorUp, Smartphone } from 'lucide-react';
import { useRef, useState } from 'react';
import { maxNameCharacters } from '#shared/std/protocol/limits.ts';
import type { SessionType } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { Dialog } from '#shared/ui/controls/dialog.tsx';
import { RadioCards } from '#shared/ui/controls/radio-cards.tsx';
import { Tab, TabList, TabPanel, Tabs } from '#shared/ui/controls/tabs.tsx';
import { TextField } from '#shared/ui/controls/text-field.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { newSessionObstacle } from '../session/session-actions.ts';
import { useAct, useOpenSession, useSession, useView } from '../window/services.tsx';
import styles from './create-session-dialog.module.css';
import { CreatedSession } from './created-session.tsx';

type Method = 'pin' | 'link';

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
  const [way, setWay] = useState('pin');
  const [busy, setBusy] = useState(false);
  const [createdId, setCreatedId] = useState<string | null>(null);
  const created = useSession(createdId);
  const obstacle = relay === null ? 'relayNotReady' : newSessionObstacle(relay);
  const unavailable = obstacle === null ? null : t(obstacle);

  const create = async (method: Method): Promise<void> => {
    if (name.trim() === '') {
      setNameMissing(true);
      nameField.current?.focus();
      return;
    }
    setBusy(true);
    const session = await act('session/create', { name: name.trim(), type, method });
    setBusy(false);
    if (session === undefined) return;
    setCreatedId(session.session);
    openSession(session.session);
  };

  const startOver = (): void => {
    setCreatedId(null);
    setName('');
    nameField.current?.focus();
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
            <Button variant="primary" onClick={props.onClose}>
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
          { value: 'lens', title: t('lens'), description: '', icon: Camera, unavailable: t('notAvailableYet') },
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
      <Tabs value={way} onChange={setWay}>
        <TabList label={t('waysToConnect')}>
          <Tab value="pin" icon={Hash}>
            {t('tabPin')}
          </Tab>
          <Tab value="link" icon={Link}>
            {t('tabLink')}
          </Tab>
          <Tab value="email" icon={Mail}>
            {t('tabEmail')}
          </Tab>
          <Tab value="sms" icon={Smartphone}>
            {t('tabSms')}
          </Tab>
        </TabList>
        {(['pin', 'link'] as const).map((method) => (
          <TabPanel key={method} value={method} className={styles['panel']}>
            {created?.entry.method === method ? (
              <CreatedSession session={created} />
            ) : (
              <div className={styles['offer']}>
                <p>{t(method === 'pin' ? 'createPinText' : 'createLinkText')}</p>
                <Button
                  variant="primary"
                  size="large"
                  busy={busy}
                  unavailable={unavailable ?? (createdId === null ? null : t('createdFor', { name }))}
                  onClick={() => void create(method)}
                >
                  {t(method === 'pin' ? 'createPin' : 'createLink')}
                </Button>
                {unavailable !== null && <p className={styles['reason']}>{unavailable}</p>}
              </div>
            )}
          </TabPanel>
        ))}
        <TabPanel value="email" className={styles['panel']}>
          <Later text={t('emailLater')} button={t('createEmail')} />
        </TabPanel>
        <TabPanel value="sms" className={styles['panel']}>
          <Later text={t('smsLater')} button={t('createSms')} />
        </TabPanel>
      </Tabs>
    </Dialog>
  );
}

/** A way to connect that this version cannot do: said plainly, with what to do instead. */
function Later(props: { readonly text: string; readonly button: string }) {
  const t = useMessages(consoleMessages);
  return (
    <div className={styles['offer']}>
      <p>{props.text}</p>
      <Button size="large" unavailable={t('notAvailableYet')}>
        {props.button}
      </Button>
    </div>
  );
}
