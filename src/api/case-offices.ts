/** Departments of which nobody signs in; what their offices did is recorded by whoever has a part in the case. */
export const outsideDepartments: readonly string[] = ["Congress", "Partner", "Industry"];
