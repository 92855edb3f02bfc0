import type { TermsOfUse } from './terms-of-use.ts';

/** The terms of use in English. */
export const terms: TermsOfUse = {
  title: 'Terms of use',
  sections: [
    {
      heading: 'What happens',
      text: 'A technician helps you over the internet. Until you accept, the technician does not know that you are here, and nothing of this device is shared.',
    },
    {
      heading: 'You are asked first',
      text: 'The technician can see your screen, use your mouse and keyboard, or send and take files only after you were asked and pressed Allow. No answer counts as no. If you allowed camera and microphone of your phone on the way here, a session for the camera uses them as soon as the technician starts, without asking a second time. The page shows who sees and hears you.',
    },
    {
      heading: 'You can stop at any time',
      text: 'The large X takes back everything that you allowed, at once; closing the window does the same. Camera and microphone can be paused and muted by one press. The small X ends the session, and nothing keeps running afterwards.',
    },
    {
      heading: 'What is recorded',
      text: 'A session log is kept: when the session began and ended, what was asked, allowed, denied and done, the chat messages, and the names and sizes of files. You see it while it is written and can keep a copy. The technician’s organisation keeps its own copy. Your screen is not recorded. What the camera sees and both voices are recorded only if you allow it when you are asked; you see it for as long as it goes on. The technician can save single pictures of what you show; the log names each.',
    },
    {
      heading: 'Who can read along',
      text: 'Everything is encrypted between your device and the technician’s computer. The support server in between cannot read it.',
    },
    {
      heading: 'Please take care',
      text: 'Close what nobody should see, such as letters or your bank. An honest technician never asks for banking passwords, gift cards or money. If somebody does, end the session.',
    },
    {
      heading: 'Who is responsible',
      text: 'The help is given by the technician’s organisation. Handrail is free software, provided without any warranty, as far as the law allows.',
    },
  ],
};
