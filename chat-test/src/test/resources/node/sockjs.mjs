import SockJS from 'sockjs-client';
import { talk } from './sockjs-talk.mjs';
import { on, say } from './stdio.mjs';

talk(SockJS, on, say);
