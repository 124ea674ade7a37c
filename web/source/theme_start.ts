// Runs before the first paint, so that a chosen theme never flashes the other one. In a frame, the host may ask for one.
import { applyTheme, readTheme } from './frame/theme';

const asked = new URLSearchParams(location.search).get('colors');
applyTheme(asked === 'light' || asked === 'dark' ? asked : readTheme());
