import { z } from 'zod';

// The page allows no code but its own; zod would try to make some. Imported before the contract, which is built on import.
z.config({ jitless: true });
