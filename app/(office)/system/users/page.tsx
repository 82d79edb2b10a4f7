import { page } from "@/lib/core/page";
import { UserList } from "./user-list";

/** 帐号. */
export default page("users.view", (ctx, { search }) => <UserList ctx={ctx} search={search} deleted={false} />);
