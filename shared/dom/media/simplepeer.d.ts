/**
 * The bundled build of simple-peer, which needs no Node polyfills, and as much of it as `simple-peer-media-link.ts` uses.
 * Not @types/simple-peer: that brings Node's global types into code that runs in a browser.
 */
declare module 'simple-peer/simplepeer.min.js' {
  type Options = {
    initiator: boolean;
    stream?: MediaStream;
    config: RTCConfiguration;
    channelConfig: RTCDataChannelInit;
    wrtc: {
      RTCPeerConnection: typeof RTCPeerConnection;
      RTCSessionDescription: typeof RTCSessionDescription;
      RTCIceCandidate: typeof RTCIceCandidate;
    };
  };

  export default class SimplePeer {
    constructor(options: Options);
    signal(data: object): void;
    destroy(): void;
    /** Lets incoming data flow, to nowhere if nobody listens. */
    resume(): void;
    on(event: 'signal', listener: (data: object) => void): this;
    on(event: 'stream', listener: (stream: MediaStream) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'connect' | 'close', listener: () => void): this;
  }
}
