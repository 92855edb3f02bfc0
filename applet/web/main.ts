import './page.css';
import { startPage } from './start-page.ts';

// Entry point of the join page that the relay serves.
const root = document.querySelector<HTMLElement>('#root');
if (root === null) throw new Error('the page has no place for the applet');
startPage(window, root);
