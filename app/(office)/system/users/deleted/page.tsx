import { page } from "@/lib/core/page";
import { UserList } from "../user-list";

/** 已删除人员: who was deleted, and the way back. */
export default page("users.view", (ctx, { search }) => <UserList ctx={ctx} search={search} deleted />);
