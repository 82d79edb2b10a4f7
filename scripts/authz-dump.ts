import { listDoors } from "./authz/doors";

/** Every door with its permission and scope, as JSON: what an auditor reads and the permission matrix is checked against. */
console.log(JSON.stringify(listDoors(), null, 2));
