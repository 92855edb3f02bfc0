/** English texts of the way in on a phone, and of a session with its camera: read at arm's length, with one hand. */
export const phone = {
  // Tutorial
  tutorialPlace: 'Card {card} of {total}',
  tutorialShowTitle: 'Show what needs help',
  tutorialShowText: 'Point the camera at it. Your technician sees the picture, talks with you and draws on it.',
  tutorialChargeTitle: 'You stay in charge',
  tutorialChargeText: 'Pause, mute or end it with one press, at any time. Nobody can control this phone.',
  tutorialNothingTitle: 'Nothing is sent before the start',
  tutorialNothingText: 'The picture stays on this phone until you have agreed and your technician has started.',
  skip: 'Skip',
  ok: 'OK',

  // Camera and microphone
  devicesTitle: 'Camera and microphone',
  devicesCamera: 'Camera',
  devicesCameraWhy: 'So that your technician sees what you point the camera at.',
  devicesMicrophone: 'Microphone',
  devicesMicrophoneWhy: 'So that you can talk with each other.',
  devicesSafe: 'Nothing is sent before your technician starts.',
  devicesAllow: 'Allow camera and microphone',
  devicesChatOnly: 'Chat only',
  devicesAsking: 'The browser asks you now. Choose Allow there.',
  devicesAllowed: 'Allowed',
  goOn: 'Continue',
  tryAgain: 'Try again',

  // Preview
  previewName: 'Your camera',
  onlyYou: 'Only you see this',
  nothingSentYet: 'Nothing is sent yet.',
  startsBoth: 'From the start, {name} sees your camera and hears you. You can stop it at any time.',
  startsCamera: 'From the start, {name} sees your camera. You can stop it at any time.',
  startsMicrophone: 'From the start, {name} hears you. You can stop it at any time.',

  // What the technician sees and hears
  cameraSeen: '{name} sees your camera',
  cameraPrivate: 'Only you see this',
  cameraPrivateText: '{name} does not see your camera.',
  cameraOff: 'The camera is off',
  cameraStarting: 'The camera is starting',
  cameraPausedByYou: 'You paused the camera',
  cameraPausedByYouText: '{name} sees nothing until you press Resume.',
  cameraPausedHidden: 'Paused: this page was not in front',
  cameraPausedHiddenText: 'It goes on by itself.',
  cameraPausedSystem: 'The phone has paused the camera',
  cameraPausedSystemText: 'It goes on by itself as soon as the phone allows it.',
  cameraPausedHold: '{name} has put the session on hold',
  cameraPausedHoldText: 'The picture is not sent until it goes on. Your microphone stays as it was.',
  cameraReconnecting: 'The connection was interrupted',
  cameraReconnectingText: 'It comes back by itself. The picture is not sent meanwhile.',
  cameraConnecting: 'Connecting to {name}',
  microphoneMuted: 'You are muted',
  microphoneTaken: 'A phone call has the microphone: {name} does not hear you',
  microphoneNone: 'Without microphone: use the chat',
  technicianMuted: '{name} is muted',
  recordedNow: '{name} is recording this call',
  tapToHear: 'Tap to hear',

  // Buttons of the session
  controls: 'Session controls',
  pause: 'Pause',
  resume: 'Resume',
  mute: 'Mute',
  unmute: 'Unmute',
  flashlight: 'Flashlight',
  switchCamera: 'Switch camera',
  menu: 'Menu',
  disconnect: 'Disconnect',
  back: 'Back',

  // What the technician asks of the camera
  cameraRequest: 'A request of {name}',
  requestRear: '{name} asks for the camera at the back.',
  requestFront: '{name} asks for the camera at the front.',
  requestTorchOn: '{name} asks you to turn on the flashlight.',
  requestTorchOff: '{name} asks you to turn off the flashlight.',
  doIt: 'Do it',
  notNow: 'Not now',

  // Chat sheet
  chatExtend: 'Show all of the chat',
  chatMinimise: 'Make the chat smaller',
  chatClose: 'Close the chat',
  chatNew: '{name} writes: {text}',

  // Files and photos
  filesAndPhotos: 'Files and photos',
  photoTake: 'Take a photo',
  photoChoose: 'Choose a photo',
  photoFrame: 'Send the camera’s picture',
  photoText: 'What you choose is sent as it is, in full size. Nothing else is sent.',

  // End
  endedSafeCamera: 'Nothing is shared any more. Camera and microphone are off.',
  summaryDuration: 'Duration',
  summarySent: 'Data sent',
  summaryReceived: 'Data received',
  summaryHelper: 'Helped by',
  keepLogText: 'The copy holds the log and everything that was written, and can be checked for changes later.',
  askBrowserNext: 'After Allow, the browser asks as well. Choose Allow there too.',
} as const;
