import { startMarking } from "./marking";

startMarking();
